// /gemeinschaft/profil: one's own profile, what of it is shown, how often one hears of news, and the way out of the community.
import type { VNode } from 'preact';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Declaration,
  Form,
  LongTextField,
  MultiChoice,
  Notice,
  YesNo,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { textLength } from '../../../engine/index.ts';
import { communityTexts } from '../community-texts.ts';
import { communityPage } from '../parts/community-page.tsx';
import { textErrors, ticked, typed } from '../parts/typed.ts';
import { leaveCommunity } from '../people/leave-community.ts';
import {
  longestAbout,
  longestItem,
  mostItems,
  paces,
  readItems,
  shownParts,
  type Profile,
} from '../people/profile.ts';
import { ownProfile } from '../people/profile-queries.ts';
import { saveProfile } from '../people/save-profile.ts';
import { takePart } from '../permissions.ts';

const empty: Profile = {
  listed: false,
  about: '',
  skills: [],
  offers: [],
  shown: [...shownParts],
  digest: 'weekly',
};

/** What stands in the fields: as typed, else as kept. */
function valuesOf(request: Request, kept: Profile) {
  if (request.body === undefined)
    return {
      listed: kept.listed ? 'yes' : 'no',
      about: kept.about,
      skills: kept.skills.join('\n'),
      offers: kept.offers.join('\n'),
      shown: kept.shown as readonly string[],
      digest: kept.digest as string,
    };
  return {
    listed: typed(request, 'sichtbar'),
    about: typed(request, 'ueber'),
    skills: typed(request, 'koennen'),
    offers: typed(request, 'angebot'),
    shown: ticked(request, 'zeigen'),
    digest: typed(request, 'takt'),
  };
}

async function show(request: Request, errors: readonly FormError[] = []): Promise<Reply> {
  const { app, language, csrf, query } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  const values = valuesOf(request, (await ownProfile(app, staffOf(request))) ?? empty);
  return communityPage(request, {
    title: t('profile.title'),
    lead: t('profile.lead'),
    crumbs: [{ label: t('people.title'), href: '/gemeinschaft/menschen' }],
    errors,
    children: (
      <>
        {query['gespeichert'] === '1' ? (
          <Notice tone="success" title={t('profile.saved')} role="status" />
        ) : null}
        <Form action="/gemeinschaft/profil" hidden={{ _csrf: csrf, schritt: 'save' }}>
          <YesNo
            labels={labels}
            id="sichtbar"
            name="sichtbar"
            label={t('profile.listed')}
            hint={t('profile.listedHint')}
            value={values.listed}
          />
          <LongTextField
            labels={labels}
            id="ueber"
            name="ueber"
            label={t('profile.about')}
            optional
            maxLength={longestAbout}
            value={values.about}
            error={errorOf(errors, 'ueber')}
          />
          <LongTextField
            labels={labels}
            id="koennen"
            name="koennen"
            label={t('profile.skills')}
            hint={t('profile.itemsHint')}
            optional
            value={values.skills}
            error={errorOf(errors, 'koennen')}
          />
          <LongTextField
            labels={labels}
            id="angebot"
            name="angebot"
            label={t('profile.offers')}
            hint={t('profile.offersHint')}
            optional
            value={values.offers}
            error={errorOf(errors, 'angebot')}
          />
          <MultiChoice
            labels={labels}
            id="zeigen"
            name="zeigen"
            label={t('profile.shown')}
            value={values.shown}
            options={shownParts.map((part) => ({ value: part, label: t(`profile.part.${part}`) }))}
          />
          <Choice
            labels={labels}
            id="takt"
            name="takt"
            label={t('profile.digest')}
            hint={t('profile.digestHint')}
            value={values.digest}
            options={paces.map((pace) => ({ value: pace, label: t(`pace.${pace}`) }))}
          />
          <Buttons>
            <Button>{t('profile.save')}</Button>
          </Buttons>
        </Form>
        <LeaveBand request={request} errors={errors} />
      </>
    ),
  });
}

function LeaveBand({ request, errors }: { request: Request; errors: readonly FormError[] }): VNode {
  const { language, csrf } = request;
  const t = communityTexts(language);
  return (
    <Band id="verlassen" title={t('leave.title')} note={t('leave.note')} last>
      <p>{t('leave.text')}</p>
      <Form
        plain
        action="/gemeinschaft/profil"
        label={t('leave.title')}
        hidden={{ _csrf: csrf, schritt: 'leave' }}
      >
        <Declaration
          labels={uiLabels(language)}
          id="ja"
          name="ja"
          label={t('leave.sure')}
          value={false}
          error={errorOf(errors, 'ja')}
        />
        <Buttons>
          <Button variant="secondary">{t('leave.title')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

async function save(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = communityTexts(language);
  if (typed(request, 'schritt') === 'leave') {
    if (typed(request, 'ja') !== 'yes')
      return show({ ...request, body: undefined }, [{ fieldId: 'ja', message: t('leave.sureMissing') }]);
    await leaveCommunity(app, staffOf(request));
    return seeOther('/gemeinschaft');
  }
  const skills = readItems(typed(request, 'koennen'));
  const offers = readItems(typed(request, 'angebot'));
  const isTooMuch = (items: readonly string[]) =>
    items.length > mostItems || items.some((item) => textLength(item) > longestItem);
  const message = t('profile.tooMuch', { most: mostItems, length: longestItem });
  const errors: FormError[] = [
    ...textErrors(request, [{ name: 'ueber', most: longestAbout, optional: true }]),
    ...(isTooMuch(skills) ? [{ fieldId: 'koennen', message }] : []),
    ...(isTooMuch(offers) ? [{ fieldId: 'angebot', message }] : []),
  ];
  if (errors.length > 0) return show(request, errors);
  const wanted = ticked(request, 'zeigen');
  await saveProfile(app, staffOf(request), {
    listed: typed(request, 'sichtbar') === 'yes',
    about: typed(request, 'ueber'),
    ...{ skills, offers },
    shown: shownParts.filter((part) => wanted.includes(part)),
    digest: paces.find((pace) => pace === typed(request, 'takt')) ?? 'weekly',
  });
  return seeOther('/gemeinschaft/profil?gespeichert=1');
}

export const profileRoutes: Route[] = [
  {
    method: 'GET',
    url: '/gemeinschaft/profil',
    may: takePart,
    kind: 'page',
    summary: 'The own profile in the community',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: '/gemeinschaft/profil',
    may: takePart,
    kind: 'form',
    summary: 'Saves the own profile, or leaves the community (schritt)',
    handle: save,
  },
];
