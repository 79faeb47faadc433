import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { PanelTemplate, PropsOf } from './panel-types.ts';

/**
 * A component: the name of an element, typed as a function of its properties. For JSX of this package, of Preact and of others alike
 * it is a tag. What can stand in it is left to them; JSX of this package and `h` take {@link PanelChildren}.
 */
export type Component<N extends ElementName> = N & ((props: PropsOf<N, unknown, null>) => PanelTemplate);

/** The element that a component is. */
export type NameOf<C extends string> = { [N in ElementName]: C extends N ? N : never }[ElementName];

// So that a bundle has those which are used, and no others.
// @__NO_SIDE_EFFECTS__
const component = <N extends ElementName>(name: N) => name as Component<N>;

/** Things below or beside each other. */
export const Stack = component('Stack');
/** Things in columns: `columns` of them, or as many of at least `minWidth` pixels as fit. With both, fewer where there is no room. */
export const Grid = component('Grid');
/** A line between things. */
export const Divider = component('Divider');
/**
 * Fields that are submitted together, by a `Button` of type `submit` or the Enter key. What stands in the fields is told by them.
 *
 * @example
 * <Form label="Invite" onSubmit={() => invite(mail.value)}>
 *   <TextField label="Mail" type="email" ref={(field) => { mail = field; }} />
 *   <Button type="submit" variant="primary">Invite</Button>
 * </Form>
 */
export const Form = component('Form');
/**
 * A piece of text. One in another is a part of its line: `<Text>Three <Text weight="bold">new</Text> files</Text>`.
 *
 * Screen readers read out what changes in one that is `live`: at the next pause (`polite`), or at once (`assertive`). Keep the same one
 * and change its text; an empty one takes no room.
 *
 * @example
 * <Text live="polite" ref={(text) => { status = text; }} />
 * status.textContent = '3 files';
 */
export const Text = component('Text');
/** The title of a part. */
export const Heading = component('Heading');
/** A short note on something. */
export const Badge = component('Badge');
/** A text in Markdown, drawn safely: no HTML. */
export const Markdown = component('Markdown');
/** Opens a page (`https:` or `mailto:`) in a new tab, once the user has seen where it leads. */
export const Link = component('Link');
/**
 * A picture, by https or as a `data:` URL. One from a host that the plugin may not connect to is only loaded once the user says so: its
 * address could carry what the plugin knows.
 */
export const Image = component('Image');
/** How far something is; without a value it only goes on. */
export const Progress = component('Progress');
/** Stands where something will be. */
export const Skeleton = component('Skeleton');
/** Says that there is nothing, and what to do about it. */
export const Empty = component('Empty');
/** Does something. Its `icon` is an emoji or one of the names of {@link IconButton}. */
export const Button = component('Button');
/**
 * A button that is an icon. Its label is read out, and shown by the pointer. The icon is an emoji or one of these: `add alert bell
 * calendar check chevron-down chevron-right chevron-up clock close command copy database delete download edit external eye file filter
 * folder globe grid heart image info key layout link list lock more package pause people play redo refresh remove search settings
 * sparkle star stop tag undo upload`. Nothing is shown of another text.
 */
export const IconButton = component('IconButton');
/** A button with a menu. `onSelect` is told the id of the item. */
export const Menu = component('Menu');
/**
 * One line of text. `onInput` is told each change, `onChange` the text that it is left or submitted with.
 *
 * @example
 * <TextField label="Name" onInput={({ target, value }) => { target.value = value.toUpperCase(); }} />
 */
export const TextField = component('TextField');
/** Several lines of text. */
export const TextArea = component('TextArea');
/** One of several options. */
export const Select = component('Select');
/** Yes or no. */
export const Checkbox = component('Checkbox');
/** On or off. */
export const Switch = component('Switch');
/** A number between two others, 0 and 100 unless told otherwise. `onInput` is told each step, `onChange` the one it is left at. */
export const Slider = component('Slider');
/** A colour, `#rrggbb`. `onInput` is told each on the way, `onChange` the one that is chosen. */
export const ColorPicker = component('ColorPicker');
/**
 * Items of which one can be chosen: a click or the Space key is `onSelect`, a double click or the Enter key `onActivate`. `value` says
 * which one is chosen. Of many items only those in sight are drawn; more than `height` pixels of them scroll.
 *
 * @example
 * <List label="Colours" items={colors} value={chosen} onSelect={({ id }) => choose(id)} />
 */
export const List = component('List');
/**
 * Rows and columns; of up to 100,000 rows only those in sight are drawn. Rows are chosen as in a {@link List}. A column that is
 * `sortable` asks by `onSort`; the plugin sorts its rows and says so by `sort`.
 *
 * @example
 * <Table
 *   label="Files"
 *   columns={[{ id: 'name', label: 'Name', sortable: true }, { id: 'size', label: 'Size', align: 'end' }]}
 *   rows={[{ id: '1', cells: { name: 'logo.svg', size: 1204 } }]}
 *   sort={{ column: 'name' }}
 *   onSort={({ column, descending }) => sortBy(column, descending)}
 * />
 */
export const Table = component('Table');
/**
 * Items below items, each with the id of its `parent`, chosen as in a {@link List}. `expanded` names those that are open; `onToggle` asks
 * for another to be opened or closed. `expandable` marks one whose items are not known yet.
 */
export const Tree = component('Tree');
/** Several parts of which one is shown: the children are those of `value`, and are put in place of others by `onChange`. */
export const Tabs = component('Tabs');
/**
 * A chart of numbers: `values[n]` of each series belongs to `labels[n]`. A pie shows the shares of the first series. The numbers are read
 * out as a table.
 *
 * @example
 * <Chart type="bar" label="Visits" labels={['Mon', 'Tue']} series={[{ name: 'This week', values: [820, 932] }]} />
 */
export const Chart = component('Chart');
/**
 * A picture that the plugin draws: `canvas.draw([…])` with rectangles, circles, lines, paths, texts, pixels and images. It is no control
 * by itself: what `onPress` does needs a button as well, for those who use the keyboard.
 *
 * An image is an `ImageBitmap` of at most 8,388,608 pixels, out of the bytes of a picture or of `ImageData`. It is copied: the plugin can
 * draw it again, or close it at once.
 *
 * @example
 * <Canvas
 *   label="A dot"
 *   ref={(canvas) => canvas?.draw([{ type: 'circle', x: 20, y: 20, radius: 8, fill: '#cc0000' }])}
 * />
 *
 * const image = await createImageBitmap(new Blob([await api.files.readBytes('logo.png')]), { resizeWidth: 64 });
 * canvas.draw([{ type: 'image', image, x: 8, y: 8 }]);
 */
export const Canvas = component('Canvas');
