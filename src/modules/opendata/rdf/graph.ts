// Puts a graph together, statement by statement; the terms are those of RDF/JS.
import { DataFactory, type Quad, type Quad_Object } from 'n3';
import type { Language, LocalText } from '../../../kernel/i18n/texts.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { expand, type Name } from './vocabulary.ts';

const { literal, namedNode, quad } = DataFactory;

/** What a statement says: an address, or a literal. */
export type Value = { iri: string } | { text: string; language?: Language; type?: Name };

export const iri = (address: string): Value => ({ iri: address });
export const plain = (text: string): Value => ({ text });
export const typed = (text: string | number, type: Name): Value => ({ text: String(text), type });
/** A text in each language that it exists in. */
export const local = (texts: Partial<LocalText>): Value[] =>
  languages.flatMap((language) => {
    const text = texts[language];
    return text === undefined || text === '' ? [] : [{ text, language }];
  });

export interface Graph {
  quads: Quad[];
  /**
   * Says something of a thing. What is said twice stands once.
   * @param types its classes
   */
  say(
    subject: string,
    types: readonly Name[],
    statements: Partial<Record<Name, Value | readonly Value[]>>,
  ): void;
}

export function newGraph(): Graph {
  const quads = new Map<string, Quad>();
  const add = (subject: string, name: Name, value: Value) => {
    const predicate = expand(name);
    const key = JSON.stringify([subject, predicate, value]);
    if (!quads.has(key)) quads.set(key, quad(namedNode(subject), namedNode(predicate), termOf(value)));
  };
  return {
    get quads() {
      return [...quads.values()];
    },
    say(subject, types, statements) {
      for (const type of types) add(subject, 'rdf:type', iri(expand(type)));
      for (const [name, values] of Object.entries(statements))
        for (const value of [values].flat()) add(subject, name as Name, value as Value);
    },
  };
}

function termOf(value: Value): Quad_Object {
  if ('iri' in value) return namedNode(value.iri);
  if (value.language) return literal(value.text, value.language);
  return value.type ? literal(value.text, namedNode(expand(value.type))) : literal(value.text);
}
