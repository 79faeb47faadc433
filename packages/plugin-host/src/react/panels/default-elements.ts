import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { ComponentType } from 'react';
import type { ElementProps } from './element-map.ts';
import { BadgeElement } from './elements/badge-element.tsx';
import { ButtonElement } from './elements/button-element.tsx';
import { CheckboxElement } from './elements/checkbox-element.tsx';
import { ColorPickerElement } from './elements/color-picker-element.tsx';
import { DividerElement } from './elements/divider-element.tsx';
import { EmptyElement } from './elements/empty-element.tsx';
import { FormElement } from './elements/form-element.tsx';
import { GridElement } from './elements/grid-element.tsx';
import { HeadingElement } from './elements/heading-element.tsx';
import { IconButtonElement } from './elements/icon-button-element.tsx';
import { ImageElement } from './elements/image-element.tsx';
import { LinkElement } from './elements/link-element.tsx';
import { MenuElement } from './elements/menu-element.tsx';
import { ProgressElement } from './elements/progress-element.tsx';
import { SelectElement } from './elements/select-element.tsx';
import { SkeletonElement } from './elements/skeleton-element.tsx';
import { SliderElement } from './elements/slider-element.tsx';
import { StackElement } from './elements/stack-element.tsx';
import { SwitchElement } from './elements/switch-element.tsx';
import { TabsElement } from './elements/tabs-element.tsx';
import { TextAreaElement } from './elements/text-area-element.tsx';
import { TextElement } from './elements/text-element.tsx';
import { TextFieldElement } from './elements/text-field-element.tsx';
import { lazyElement } from './lazy-element.tsx';

/** How elements look unless the app has components of its own. The large ones are parts of their own. */
export const DEFAULT_ELEMENTS: { readonly [N in ElementName]: ComponentType<ElementProps> } = {
  Badge: BadgeElement,
  Button: ButtonElement,
  Canvas: lazyElement(() => import('./elements/canvas-element.tsx').then((part) => part.CanvasElement)),
  Chart: lazyElement(() => import('./elements/chart-element.tsx').then((part) => part.ChartElement)),
  Checkbox: CheckboxElement,
  ColorPicker: ColorPickerElement,
  Divider: DividerElement,
  Empty: EmptyElement,
  Form: FormElement,
  Grid: GridElement,
  Heading: HeadingElement,
  IconButton: IconButtonElement,
  Image: ImageElement,
  Link: LinkElement,
  List: lazyElement(() => import('./elements/list-element.tsx').then((part) => part.ListElement)),
  Markdown: lazyElement(() => import('./elements/markdown-element.tsx').then((part) => part.MarkdownElement)),
  Menu: MenuElement,
  Progress: ProgressElement,
  Select: SelectElement,
  Skeleton: SkeletonElement,
  Slider: SliderElement,
  Stack: StackElement,
  Switch: SwitchElement,
  Table: lazyElement(() => import('./elements/table-element.tsx').then((part) => part.TableElement)),
  Tabs: TabsElement,
  Text: TextElement,
  TextArea: TextAreaElement,
  TextField: TextFieldElement,
  Tree: lazyElement(() => import('./elements/tree-element.tsx').then((part) => part.TreeElement)),
};
