// The part of saxen that is used; the package has no types.
declare module 'saxen' {
  /** Where the parser stands; lines and columns count from 0. */
  type Place = () => { line: number; column: number };
  export class Parser {
    ns(prefixes: Record<string, string>): this;
    on(
      event: 'openTag',
      handler: (
        name: string,
        attributes: () => Record<string, string>,
        decode: (text: string) => string,
        selfClosing: boolean,
        place: Place,
      ) => void,
    ): this;
    on(event: 'closeTag', handler: (name: string) => void): this;
    on(event: 'text', handler: (text: string, decode: (text: string) => string) => void): this;
    on(event: 'cdata', handler: (text: string) => void): this;
    on(event: 'attention', handler: (text: string) => void): this;
    on(event: 'error' | 'warn', handler: (error: Error, place: Place) => void): this;
    parse(xml: string): this;
  }
}
