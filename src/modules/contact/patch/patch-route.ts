// /verzeichnis/korrekturen.patch: what was accepted, for the canton's folder. It holds public values only.
import { bytes } from '../../../kernel/http/reply.ts';
import type { Route } from '../../../kernel/http/route.ts';
import { keepDirectory } from '../permissions.ts';
import { makePatch } from './make-patch.ts';

export const patchRoute: Route = {
  method: 'GET',
  url: '/verzeichnis/korrekturen.patch',
  may: keepDirectory,
  kind: 'file',
  summary: "Accepted corrections as a patch for the canton's folder",
  async handle({ app }) {
    const { patch, left } = await makePatch(app);
    // Lines before the first file are a comment to `git apply`.
    const byHand = left.map(
      ({ kind, subject, field, value }) => `by hand: ${kind} ${subject} ${field}: ${JSON.stringify(value)}\n`,
    );
    return bytes(
      Buffer.from(byHand.join('') + patch),
      'text/x-diff; charset=utf-8',
      'korrekturen.patch',
      false,
    );
  },
};
