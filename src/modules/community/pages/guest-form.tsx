// The form by which a moderator asks a guest of another canton in: name, address, where they work, until which day.
import type { VNode } from 'preact';
import { isReadable, readInstant, type Typed } from '../../../engine/index.ts';
import { formId, sentId } from '../../../kernel/http/form-id.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { isMailAddress } from '../../../kernel/mail/mail-address.ts';
import { dayInSwitzerland } from '../../../kernel/clock.ts';
import {
  Band,
  Button,
  Buttons,
  DateField,
  EmailField,
  Form,
  TextField,
  formatDate,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { inviteGuest, lastGuestDay } from '../groups/guests.ts';
import { textErrors, trySending, typed } from '../parts/typed.ts';

export function GuestForm({
  request,
  id,
  errors,
}: {
  request: Request;
  id: string;
  errors: readonly FormError[];
}): VNode {
  const { app, language, csrf } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  const field = (name: string) => ({
    labels,
    id: name,
    name,
    value: typed(request, name),
    error: errorOf(errors, name),
  });
  return (
    <Band id="gast" title={t('guest.title')} note={t('guest.note')} last>
      <Form
        plain
        label={t('guest.title')}
        action={`/gemeinschaft/gruppen/${id}/mitglieder`}
        hidden={{ _csrf: csrf, schritt: 'invite', ...formId(request.body ?? request.parked) }}
      >
        <TextField {...field('gastname')} label={t('guest.name')} />
        <EmailField {...field('mail')} label={t('guest.email')} />
        <TextField {...field('kanton')} label={t('guest.organisation')} hint={t('guest.organisationHint')} />
        <DateField
          labels={labels}
          id="tag"
          name="tag"
          label={t('guest.until')}
          hint={t('guest.untilHint', { last: formatDate(lastGuestDay(app), language) })}
          value={{
            day: typed(request, 'tag.day'),
            month: typed(request, 'tag.month'),
            year: typed(request, 'tag.year'),
          }}
          error={errorOf(errors, 'tag')}
        />
        <Buttons>
          <Button variant="secondary">{t('guest.invite')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

/** The day as typed; at noon it is the same day in Switzerland whatever the season. */
function lastDay(request: Request): string | undefined {
  const fields = { ...(request.body as Typed), 'tag.time': '12:00' };
  const instant = readInstant(fields, 'tag');
  return instant ? dayInSwitzerland(instant) : undefined;
}

export async function inviteByForm(
  request: Request,
  id: string,
  again: (request: Request, errors: readonly FormError[]) => Promise<Reply>,
): Promise<Reply> {
  const { app, language } = request;
  const t = communityTexts(language);
  const until = lastDay(request);
  const email = typed(request, 'mail');
  const inTime = until !== undefined && until >= app.clock.today() && until <= lastGuestDay(app);
  const errors: FormError[] = [
    ...textErrors(request, [
      { name: 'gastname', most: 80 },
      { name: 'kanton', most: 80 },
    ]),
    ...(isMailAddress(email) && isReadable(email)
      ? []
      : [{ fieldId: 'mail', message: t('guest.emailWrong') }]),
    ...(inTime
      ? []
      : [
          {
            fieldId: 'tag',
            message: t('guest.untilWrong', { last: formatDate(lastGuestDay(app), language) }),
          },
        ]),
  ];
  if (errors.length > 0 || until === undefined) return again(request, errors);
  return trySending(
    request,
    'gastname',
    async () => {
      await inviteGuest(app, staffOf(request), id, {
        id: sentId(request.body),
        name: typed(request, 'gastname'),
        email,
        organisation: typed(request, 'kanton'),
        until,
        language,
      });
      return seeOther(`/gemeinschaft/gruppen/${id}/mitglieder`);
    },
    (faults) => again(request, faults),
  );
}
