/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { expectTypeOf, it } from 'vitest';
import {
  Badge,
  Button,
  Checkbox,
  Divider,
  h,
  Link,
  List,
  type PanelElement,
  type PanelRender,
  type PanelTemplate,
  Slider,
  Stack,
  Text,
  TextField,
} from './index.ts';

declare const root: PanelElement;
declare const image: ImageBitmap;
const ITEMS = [{ id: 'a', title: 'A' }] as const;

interface RowProps {
  readonly name: string;
  readonly children?: PanelTemplate;
}

function Row({ name, children }: RowProps) {
  return (
    <>
      <Text>{name}</Text>
      {children}
    </>
  );
}

it('types properties, events and children of JSX', () => {
  root.append(
    <Stack gap="small">
      <TextField
        key="name"
        label="Name"
        ref={(element) => element.focus()}
        onInput={(event) => {
          expectTypeOf(event.value).toBeString();
          expectTypeOf(event.target.localName).toEqualTypeOf<'TextField'>();
          event.target.setValue(event.value.trim(), event.rev);
        }}
      />
      <Checkbox checked onChange={({ checked }) => expectTypeOf(checked).toBeBoolean()} />
      <Slider onChange={({ value }) => expectTypeOf(value).toBeNumber()} />
      <List items={ITEMS} onSelect={({ id }) => expectTypeOf(id).toBeString()} />
      {[1, 2].map((row) => (
        <Row key={row} name={`Row ${row}`}>
          <Divider />
        </Row>
      ))}
      {null}
      {false}
      {7}
    </Stack>,
  );

  // @ts-expect-error a gap has a name
  void (<Stack gap={8} />);
  // @ts-expect-error no such property
  void (<Button colour="red" />);
  // @ts-expect-error a handler is a function
  void (<Button onPress="save()" />);
  // @ts-expect-error a button is pressed
  void (<Button onClick={() => undefined} />);
  // @ts-expect-error a checkbox tells whether it is checked
  void (<Checkbox onChange={({ value }) => value} />);
  // @ts-expect-error nothing stands in a line
  void (<Divider>text</Divider>);
  // @ts-expect-error a date is no child
  void (<Stack>{new Date()}</Stack>);
  // @ts-expect-error a title is missing
  void (<List items={[{ id: 'a' }]} />);
  // @ts-expect-error there are no elements of HTML
  void (<div />);
  // @ts-expect-error a row has a name
  void (<Row />);
});

it('types h in the same way', () => {
  root.append(
    h(Stack, { gap: 'small' }, h(Button, { onPress: (event) => event.target.focus() }, 'Save'), 'text', 7),
  );
  h(Divider);
  h(Row, { name: 'A' });
  h(TextField, { onInput: ({ value }) => expectTypeOf(value).toBeString() });

  h('Stack', { gap: 'small' }, 'text');
  h('TextField', { onInput: ({ value }) => expectTypeOf(value).toBeString() });

  // @ts-expect-error there is no such element
  h('div');
  // @ts-expect-error a gap has a name
  h('Stack', { gap: 8 });
  // @ts-expect-error nothing stands in a line
  h('Divider', {}, 'text');
  // @ts-expect-error a gap has a name
  h(Stack, { gap: 8 });
  // @ts-expect-error no such property
  h(Button, { colour: 'red' });
  // @ts-expect-error a handler is a function
  h(Button, { onPress: 'save()' });
  // @ts-expect-error a button is pressed
  h(Button, { onClick: () => undefined });
  // @ts-expect-error nothing stands in a line
  h(Divider, {}, 'text');
  // @ts-expect-error a date is no child
  h(Stack, {}, new Date());
  // @ts-expect-error a row has a name
  h(Row, {});
});

it('types what plain calls make', () => {
  const field = root.ownerDocument.createElement('TextField');
  expectTypeOf(field.value).toEqualTypeOf<string | undefined>();
  expectTypeOf(root.ownerDocument.createElement('Slider').value).toEqualTypeOf<number | undefined>();
  field.addEventListener('input', (event) => expectTypeOf(event.value).toBeString());
  // @ts-expect-error there is no such element
  root.ownerDocument.createElement('div');
  // @ts-expect-error a field is not pressed
  field.addEventListener('press', () => undefined);
});

it('takes an element of one kind for an element', () => {
  const { ownerDocument: document } = root;
  expectTypeOf(document.createElement('Stack')).toExtend<PanelElement>();
  expectTypeOf(document.createElement('TextField')).toExtend<PanelElement>();
  expectTypeOf(document.createElement('Canvas')).toExtend<PanelElement>();
  expectTypeOf(document.createElement('Button')).toExtend<PanelElement<'Button' | 'IconButton'>>();
  expectTypeOf(root).not.toExtend<PanelElement<'Stack'>>();
  expectTypeOf(document.createElement('TextField')).not.toExtend<PanelElement<'Stack'>>();
});

it('types what a canvas draws', () => {
  const canvas = root.ownerDocument.createElement('Canvas');
  canvas.draw([{ type: 'image', image, x: 0, y: 0 }]);
  canvas.draw([{ type: 'image', image, x: 0, y: 0, width: 16, height: 9 }]);
  // @ts-expect-error pixels are another command
  canvas.draw([{ type: 'image', image: new ImageData(1, 1), x: 0, y: 0 }]);
  // @ts-expect-error an image has a place
  canvas.draw([{ type: 'image', image }]);
  // @ts-expect-error only a canvas draws
  root.ownerDocument.createElement('Stack').draw([]);
});

it('types what is set on an element by its kind', () => {
  const { ownerDocument: document } = root;
  const field = document.createElement('TextField');
  field.setAttribute('label', 'Name');
  field.setAttribute('maxLength', 20);
  field.setAttribute('type', 'email');
  field.setAttribute('error', undefined);
  field.setAttribute('placeholder', null);
  field.removeAttribute('label');
  document.createElement('List').setAttribute('items', ITEMS);
  document.createElement('Heading').setAttribute('level', 3);
  // @ts-expect-error no such property
  field.setAttribute('lable', 'Name');
  // @ts-expect-error a label is a text
  field.setAttribute('label', 3);
  // @ts-expect-error a field has no blinking type
  field.setAttribute('type', 'blink');
  // @ts-expect-error what belongs to another element
  field.setAttribute('gap', 'small');
  // @ts-expect-error a function is no property: there is addEventListener
  field.setAttribute('onInput', () => undefined);
  // @ts-expect-error nothing can be set on a line
  document.createElement('Divider').setAttribute('label', 'Name');
  // @ts-expect-error no such property
  field.getAttribute('lable');
  // @ts-expect-error no such property
  field.removeAttribute('lable');
  // @ts-expect-error a title is missing
  document.createElement('List').setAttribute('items', [{ id: 'a' }]);

  // One of any kind takes what one of them does.
  root.setAttribute('label', 'Name');
  // @ts-expect-error no element has it
  root.setAttribute('lable', 'Name');
});

it('lets only texts stand in an element of texts', () => {
  const count = 3 as number | undefined;
  root.append(
    <Button>
      Save {count} {['of', 4]} {count === 3 && 'now'} {null}
    </Button>,
    <Badge>{count ?? null}</Badge>,
    <Link href="https://example.com">Page {1n}</Link>,
    h(Button, {}, 'Save ', count, [' of', 4]),
    h('Badge', {}, count === 3 && 'new'),
  );
  void (
    <Button>
      {/* @ts-expect-error an element in a button */}
      <Text>Save</Text>
    </Button>
  );
  // @ts-expect-error an element beside a text
  h(Button, {}, 'Save', h(Text, {}, 'now'));
  // @ts-expect-error an element in a badge
  void (<Badge>{h(Text, {}, 'new')}</Badge>);
  // @ts-expect-error a node in a link
  void (<Link>{root.ownerDocument.createElement('Image')}</Link>);
  // @ts-expect-error an element in a button
  h(Button, {}, h(Text, {}, 'Save'));
  // @ts-expect-error an element in a badge
  h('Badge', {}, h(Text, {}, 'new'));
});

it('types what a function that draws returns', () => {
  const draw = (render: PanelRender) => render;
  draw(() => undefined);
  draw(() => {});
  draw((panel) => panel.append('drawn'));
  draw(() => <Text>drawn</Text>);
  draw(() => (ITEMS.length > 0 ? h(Text, {}, 'drawn') : null));
  draw(() => () => console.log('closed'));
  draw(async () => <Text>drawn</Text>);
  draw(async () => () => console.log('closed'));
  draw(async (panel) => panel.append('drawn'));
  // @ts-expect-error nothing is done with an object
  draw(() => ({ a: 1 }));
  // @ts-expect-error nor with a promise of one
  draw(async () => ({ a: 1 }));
  // @ts-expect-error a text is appended, and not returned
  draw(() => 'drawn');
  // @ts-expect-error and so is a node
  draw((_, { document }) => document.createElement('Stack'));
});
