// What all answers of the simulated registers have in common: why somebody reads, what was asked, and a no.
import { Type } from 'typebox';

export const Text = Type.String({ minLength: 1, maxLength: 400 });
/** Why somebody reads: which service or task, for which purpose, on which law or at whose request. */
export const Why = {
  reader: Text,
  purpose: Text,
  /** The law, or `request` where the person asks for their own data. */
  legalBasis: Type.String({ minLength: 1, maxLength: 4000 }),
  fields: Type.Array(Text, { minItems: 1, maxItems: 20, uniqueItems: true }),
};

export interface Answer {
  status: 200 | 400 | 403 | 404;
  /** JSON, or an XML document. */
  body: Record<string, unknown> | string;
  /** Hours for which the reader may keep it. */
  keepHours?: number;
}

export interface Asked {
  service: string;
  path: string;
  body: unknown;
  client: string;
  user: string;
  messageId: string;
  at: string;
}

export const no = (status: 400 | 403 | 404, message: string): Answer => ({
  status,
  body: { type: 'refused', message },
});
