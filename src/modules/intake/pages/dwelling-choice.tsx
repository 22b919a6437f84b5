// The dwellings of a building, as its register says, to choose from below the field that asks which it is.
import type { VNode } from 'preact';
import { Suggestions, formatDate, uiLabels } from '../../../ui/index.ts';
import type { Finding, RegisteredBuilding } from '../../../engine/index.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { dataTexts } from '../../data/index.ts';
import { intakeTexts } from '../intake-texts.ts';

interface Props {
  id: string;
  name: string;
  language: Language;
  finding: Extract<Finding, { kind: 'building' }>;
}

/** More are not listed: whoever lives in such a house knows the number from their contract. */
const most = 60;

/** It never blocks: what is typed counts, and so does an empty field. */
export function DwellingChoice({ id, name, language, finding }: Props): VNode {
  const t = intakeTexts(language);
  const { building, offered } = finding;
  if (building === 'silent') return <p class="hint">{t('building.silent')}</p>;
  if (!building || building.dwellings.length === 0) return <p class="hint">{t('building.none')}</p>;
  const source = dataTexts(language)('source', {
    register: dataTexts(language)('register.buildings'),
    date: formatDate(building.asOf, language),
  });
  const year = building.constructionYear;
  return (
    <Suggestions
      labels={uiLabels(language)}
      id={id}
      name={name}
      question={t('building.question')}
      hint={[
        t('building.egid', { egid: building.egid }),
        ...(year === undefined ? [] : [t('building.year', { year: String(year) })]),
        source,
      ].join(', ')}
      offered={offered}
      options={[
        ...building.dwellings.slice(0, most).map((each) => ({
          value: each.ewid,
          label: dwellingText(each, language),
        })),
        { value: '', label: t('building.other') },
      ]}
    />
  );
}

/** «2. Stock, links, 3 Zimmer (EWID 5)» */
function dwellingText(
  { ewid, floor, position, rooms }: RegisteredBuilding['dwellings'][number],
  language: Language,
): string {
  const t = intakeTexts(language);
  const parts = [
    floor === 0 ? t('building.ground') : t('building.floor', { floor: String(floor) }),
    ...(position ? [t(`building.${position}`)] : []),
    ...(rooms === undefined ? [] : [t('building.rooms', { count: rooms })]),
  ];
  return `${parts.join(', ')} (EWID ${ewid})`;
}
