// Where a register says something only on request: what would be read, from whom and on what basis, the button that asks for it, and the one that refuses it.
import type { VNode } from 'preact';
import { Button, Facts, Notice } from '../../../ui/index.ts';
import { isOnRequest, type PageDefinition, type ServiceDefinition } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import {
  dataTexts,
  keepHoursOf,
  registerOfSource,
  unitOfRegister,
  type RegisterId,
} from '../../data/index.ts';
import { unitName } from '../../organisation/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { isKnown, type Draft } from '../queries/draft.ts';

interface Props {
  request: Request;
  definition: ServiceDefinition;
  draft: Draft;
  page: PageDefinition;
  /** `no`: nothing is shown to whoever may not ask; `sign-in`: they could, once signed in. */
  may: 'person' | 'counter' | 'sign-in' | 'no';
}

/** Registers that the page's fields could come from on request, with those fields. */
function registersOn(page: PageDefinition): Map<RegisterId, string[]> {
  const found = new Map<RegisterId, string[]>();
  for (const { id, source } of page.repeat ? [] : page.fields) {
    const register = source && registerOfSource(source);
    if (register === undefined || !isOnRequest(register)) continue;
    found.set(register, [...(found.get(register) ?? []), id]);
  }
  return found;
}

export function RequestRegister(props: Props): VNode | null {
  if (props.may === 'no') return null;
  return (
    <>
      {[...registersOn(props.page)].map(([register, ids]) => (
        <OfRegister key={register} {...props} register={register} ids={ids} />
      ))}
    </>
  );
}

function OfRegister(props: Props & { register: RegisterId; ids: readonly string[] }): VNode | null {
  const { request, definition, draft, may, register, ids } = props;
  const t = intakeTexts(request.language);
  const texts = definition.texts[request.language];
  const labels = ids.map((id) => texts[`fields.${id}.label`] ?? id).join(', ');
  if (may === 'sign-in')
    return (
      <Notice tone="info" title={t('request.title')}>
        {t('request.signIn', { labels })}
      </Notice>
    );
  if (ids.some((id) => isKnown(draft, id)))
    return (
      <Notice tone="info" title={t('request.gotTitle')} role="status">
        <p>{t('request.gotText')}</p>
        <Button name="_refuse" value={register} variant="secondary" formNoValidate>
          {t('request.refuse')}
        </Button>
      </Notice>
    );
  // That it is silent is said apart; it is asked again with the next page.
  if (draft.requested.includes(register) && draft.silent.includes(register)) return null;
  if (draft.requested.includes(register) && !ids.some((id) => Object.hasOwn(draft.known, id)))
    return (
      <Notice tone="info" title={t('request.nothingTitle')} role="status">
        {t('request.nothingText')}
      </Notice>
    );
  return <Offer {...props} labels={labels} />;
}

function Offer({
  request,
  definition,
  may,
  register,
  labels,
}: Props & { register: RegisterId; labels: string }) {
  const { app, language } = request;
  const t = intakeTexts(language);
  const d = dataTexts(language);
  const unit = unitOfRegister(app, register);
  const words = may === 'counter' ? `request.doCounter.${register}` : `request.do.${register}`;
  return (
    <Notice tone="info" title={t('request.title')}>
      <p>{t('request.text')}</p>
      <Facts
        small
        items={[
          { term: t('request.fields'), value: labels },
          {
            term: t('request.from'),
            value: [d(`register.${register}`), ...(unit ? [unitName(app, unit, language)] : [])].join(', '),
          },
          { term: t('request.why'), value: definition.texts[language]['purpose'] ?? '' },
          { term: t('request.basis'), value: d('basis.request') },
          {
            term: t('request.kept'),
            value: t('request.keptText', { hours: keepHoursOf(app, register) }),
          },
        ]}
      />
      <Button name="_request" value={register} variant="secondary" formNoValidate>
        {t(words as Parameters<typeof t>[0])}
      </Button>
    </Notice>
  );
}
