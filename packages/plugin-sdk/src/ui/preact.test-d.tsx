/** @jsxImportSource preact */
import { type ComponentChildren, h } from 'preact';
import { useRef } from 'preact/hooks';
import { expectTypeOf, it } from 'vitest';
import { Button, Canvas, Checkbox, Divider, type PanelElement, Stack, Text, TextField } from './index.ts';

function Row({ children }: { readonly children?: ComponentChildren }) {
  const field = useRef<PanelElement<'TextField'>>(null);
  return (
    <Stack gap="small">
      <TextField
        ref={field}
        label="Name"
        onInput={(event) => {
          expectTypeOf(event.value).toBeString();
          event.target.value = event.value.toUpperCase();
        }}
      />
      <Checkbox checked onChange={({ checked }) => expectTypeOf(checked).toBeBoolean()} />
      {children}
    </Stack>
  );
}

it('types the same components in JSX of Preact', () => {
  void (
    <Stack>
      <Row key="a">
        <Text>one</Text>
        {2}
      </Row>
      {['a', 'b'].map((name) => (
        <Button key={name} onPress={({ target }) => target.focus()}>
          {name}
        </Button>
      ))}
    </Stack>
  );
  void (
    <>
      <Divider />
      {null}
      <Divider />
    </>
  );
  h(Stack, { gap: 'small' }, h(Text, {}, 'one'));

  // @ts-expect-error a gap has a name
  void (<Stack gap={8} />);
  // @ts-expect-error no such property
  void (<Button colour="red" />);
  // @ts-expect-error a handler is a function
  void (<Button onPress="save()" />);
  // @ts-expect-error a button is pressed
  void (<Button onClick={() => undefined} />);
  // @ts-expect-error nothing stands in a line
  void (<Divider>text</Divider>);
});

it('lets only texts stand in an element of texts', () => {
  void (
    <Button>
      Save {3} {['of', 4]} {null}
    </Button>
  );
  void (
    <Button>
      {/* @ts-expect-error an element in a button */}
      <Text>Save</Text>
    </Button>
  );
});

it('types the element of a ref', () => {
  const canvas = useRef<PanelElement<'Canvas'>>(null);
  void (<Canvas ref={canvas} />);
  canvas.current?.draw([{ type: 'clear' }]);
  // @ts-expect-error it is the element of another component
  void (<Button ref={canvas} />);
});
