// Says that a register does not answer, where it would have known what is asked: the person types it, and nobody waits.
import type { VNode } from 'preact';
import type { FieldDefinition } from '../../../engine/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { registerOfSource } from '../../data/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import type { Draft } from '../queries/draft.ts';

interface Props {
  draft: Pick<Draft, 'silent'>;
  /** What the page asks. */
  fields: readonly FieldDefinition[];
  language: Language;
}

export function SilentRegisters({ draft, fields, language }: Props): VNode | null {
  const t = intakeTexts(language);
  const missed = draft.silent.filter((register) =>
    fields.some(({ source }) => source !== undefined && registerOfSource(source) === register),
  );
  if (missed.length === 0) return null;
  return (
    <Notice tone="info" title={t('silent.title')} role="status">
      {missed.map((register) => t(`silent.${register}`)).join(' ')}
    </Notice>
  );
}
