// The frame of the community's pages: where one is, the heading, what is wrong with a form, and the sign that somebody has written.
import type { ComponentChildren, VNode } from 'preact';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { ErrorSummary, Top, Wrap, uiLabels, type Crumb, type FormError } from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import type { Circle } from '../groups/circle.ts';

interface CommunityPageProps {
  title: string;
  /** Of a title that somebody has written (WCAG 3.1.2). */
  titleLanguage?: string | undefined;
  lead?: string | undefined;
  meta?: string | undefined;
  action?: VNode | undefined;
  /** Between the community and this page. */
  crumbs?: readonly Crumb[];
  errors?: readonly FormError[];
  /** Pages on which others may write while they are open. */
  pulse?: { of: 'group' | 'entry'; id: string; now: number };
  children: ComponentChildren;
}

export function communityPage(request: Request, props: CommunityPageProps): Reply {
  const { language } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  const { errors = [], pulse } = props;
  const home = { label: t('title'), href: '/gemeinschaft' };
  return page(request, {
    title: props.title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    ...(pulse ? { scripts: ['communityLive' as const] } : {}),
    content: (
      <Wrap>
        <Top
          labels={labels}
          title={props.titleLanguage ? <span lang={props.titleLanguage}>{props.title}</span> : props.title}
          lead={props.lead}
          meta={props.meta}
          action={props.action}
          crumbs={props.crumbs ? [home, ...props.crumbs] : []}
          tight
        />
        <ErrorSummary labels={labels} errors={errors} />
        {pulse ? (
          <div role="status">
            <p
              hidden
              data-community-pulse={pulse.now}
              data-address={`/api/v1/community/pulse?${pulse.of}=${pulse.id}`}
            >
              <a href={request.path}>{t('live.news')}</a>
            </p>
          </div>
        ) : null}
        {props.children}
      </Wrap>
    ),
  });
}

export const groupsCrumb = (request: Request): Crumb => ({
  label: communityTexts(request.language)('groups.title'),
  href: '/gemeinschaft/gruppen',
});

/** Where pages of a group stand. Guests see no list of groups. */
export const groupCrumbs = (request: Request, circle: Pick<Circle, 'id' | 'name'>): Crumb[] => [
  ...(request.actor.kind === 'staff' ? [groupsCrumb(request)] : []),
  { label: circle.name, href: `/gemeinschaft/gruppen/${circle.id}` },
];
