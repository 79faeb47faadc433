import type { ElementMap } from './element-map.ts';
import { ButtonElement } from './elements/button-element.tsx';
import { HeadingElement } from './elements/heading-element.tsx';
import { StackElement } from './elements/stack-element.tsx';
import { TextElement } from './elements/text-element.tsx';
import { TextFieldElement } from './elements/text-field-element.tsx';

/** How elements look unless the app has components of its own. */
export const DEFAULT_ELEMENTS: ElementMap = {
  Button: ButtonElement,
  Heading: HeadingElement,
  Stack: StackElement,
  Text: TextElement,
  TextField: TextFieldElement,
};
