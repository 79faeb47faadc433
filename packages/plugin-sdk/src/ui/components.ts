import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { PanelTemplate, PropsOf } from './panel-types.ts';

/**
 * A component: the name of an element, typed as a function of its properties. For JSX of this package, of Preact and of others alike
 * it is a tag.
 */
export type Component<N extends ElementName> = N & ((props: PropsOf<N>) => PanelTemplate);

const component = <N extends ElementName>(name: N) => name as Component<N>;

/** Things below or beside each other. */
export const Stack = component('Stack');
/** Things in columns. */
export const Grid = component('Grid');
/** A line between things. */
export const Divider = component('Divider');
/** Fields that are submitted together, by a `Button` of type `submit` or the Enter key. */
export const Form = component('Form');
/** A piece of text. */
export const Text = component('Text');
/** The title of a part. */
export const Heading = component('Heading');
/** A short note on something. */
export const Badge = component('Badge');
/** A text in Markdown, drawn safely: no HTML. */
export const Markdown = component('Markdown');
/** Opens a page in a new tab, once the user has seen where it leads. */
export const Link = component('Link');
/** A picture, by https or as a `data:` URL. */
export const Image = component('Image');
/** How far something is; without a value it only goes on. */
export const Progress = component('Progress');
/** Stands where something will be. */
export const Skeleton = component('Skeleton');
/** Says that there is nothing, and what to do about it. */
export const Empty = component('Empty');
/** Does something. */
export const Button = component('Button');
/** A button that is an icon. Its label is read out. */
export const IconButton = component('IconButton');
/** A button with a menu. */
export const Menu = component('Menu');
/** One line of text. */
export const TextField = component('TextField');
/** Several lines of text. */
export const TextArea = component('TextArea');
/** One of several options. */
export const Select = component('Select');
/** Yes or no. */
export const Checkbox = component('Checkbox');
/** On or off. */
export const Switch = component('Switch');
/** A number between two others. */
export const Slider = component('Slider');
/** A colour, `#rrggbb`. */
export const ColorPicker = component('ColorPicker');
/** Items of which one can be chosen. */
export const List = component('List');
/** Rows and columns; of many rows only those in sight are drawn. */
export const Table = component('Table');
/** Items below items, each with the id of its `parent`. */
export const Tree = component('Tree');
/** Several parts of which one is shown: the children are those of `value`. */
export const Tabs = component('Tabs');
/** A chart of numbers. */
export const Chart = component('Chart');
/** A picture that the plugin draws. */
export const Canvas = component('Canvas');
