// The part of a call for ideas: what is asked; and an idea's place as it is kept.
import { Type, type Static } from 'typebox';
import { pointOf, type FieldDefinition, type LonLat } from '../../../../engine/index.ts';
import { LocalTextSchema } from '../../../../kernel/canton-file.ts';
import { strict, type Process } from '../../process.ts';

export const IdeasPart = Type.Object({ question: LocalTextSchema }, strict);

export const ideasOf = ({ part }: Pick<Process, 'part'>) => part as Static<typeof IdeasPart>;

/** Within the canton; in words, or as a point. */
export const placeField: FieldDefinition = { id: 'ort', type: 'location', within: 'canton' };

export interface IdeaPlace {
  words: string;
  point: LonLat | undefined;
}

export function placeOf(data: Record<string, unknown>): IdeaPlace {
  const value = data['place'] as { text?: unknown } | undefined;
  return { words: typeof value?.text === 'string' ? value.text : '', point: pointOf(value) };
}
