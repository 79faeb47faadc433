/** What a document is made of. None of it runs, loads or leads anywhere. */
export type Tag =
  | (
      | 'a'
      | 'blockquote'
      | 'br'
      | 'code'
      | 'del'
      | 'div'
      | 'em'
      | 'h1'
      | 'h2'
      | 'h3'
      | 'h4'
      | 'h5'
      | 'h6'
      | 'hr'
    )
  | (
      | 'img'
      | 'li'
      | 'ol'
      | 'p'
      | 'pre'
      | 'span'
      | 'strong'
      | 'table'
      | 'tbody'
      | 'td'
      | 'th'
      | 'thead'
      | 'tr'
      | 'ul'
    );

export type Attributes = Readonly<Record<string, string>>;

/** One step in building a document: a text, an element that begins, or `null` where the one that is open ends. */
export type Piece = string | { readonly tag: Tag; readonly attributes?: Attributes } | null;

/** A paragraph, a list, a table: one element with what is in it. Flat, for a message has only so many levels. */
export type Block = readonly Piece[];

export interface Heading {
  /** Of its element. */
  readonly id: string;
  /** 1 to 6. */
  readonly level: number;
  readonly text: string;
}

export interface MarkdownDocument {
  readonly blocks: readonly Block[];
  readonly headings: readonly Heading[];
  /** There is more in the file. */
  readonly isCut: boolean;
}

/** What the worker tells the document to show. */
export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly message: string }
  | ({ readonly kind: 'file'; readonly path: string } & MarkdownDocument);
