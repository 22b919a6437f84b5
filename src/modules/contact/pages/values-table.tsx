// The proposed values beside those of today, each with what became of it.
import type { VNode } from 'preact';
import { State, Table, type Tone } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { contactTexts } from '../contact-texts.ts';
import type { ProposedValue } from '../queries/proposals.ts';
import { ValueText } from './value-text.tsx';
import { fieldWords } from './value-words.ts';

const tones: Record<ProposedValue['state'], Tone> = {
  open: 'accent',
  accepted: 'success',
  rejected: 'neutral',
};

export function ValuesTable(props: {
  app: App;
  language: Language;
  kind: string;
  values: readonly ProposedValue[];
  /** What is shown at this moment; absent: what was shown when it was proposed. */
  now?: ((field: string) => string) | undefined;
}): VNode {
  const { app, language, kind, values, now } = props;
  const t = contactTexts(language);
  return (
    <Table
      id="angaben-tabelle"
      caption={t('values.table')}
      hideCaption
      columns={[
        { label: t('values.field') },
        { label: t(now ? 'values.now' : 'values.old') },
        { label: t('values.proposed') },
        { label: t('values.state') },
      ]}
      rows={values.map(({ field, old, proposed, state, reason }) => ({
        key: field,
        cells: [
          fieldWords(app, kind, field, language),
          <ValueText field={field} value={state === 'open' && now ? now(field) : old} language={language} />,
          <ValueText field={field} value={proposed} language={language} />,
          <>
            <State tone={tones[state]}>{t(`state.${state}`)}</State>
            {reason === null ? null : (
              <>
                <br />
                {reason}
              </>
            )}
          </>,
        ],
      }))}
    />
  );
}
