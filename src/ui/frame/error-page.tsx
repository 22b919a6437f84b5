/** A page for each error: what happened, what it means, what to do next. */
import type { VNode } from 'preact';
import { errorStatuses, fill, type ErrorStatus, type UiLabels } from '../labels.ts';
import { Button } from '../parts/buttons.tsx';
import { Prose, Wrap } from '../parts/band.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { Top } from '../parts/top.tsx';
import type { Children } from '../parts/link.tsx';
import { PageLayout } from './page-layout.tsx';
import type { PageFrame } from './page-frame.ts';

export interface ErrorPageProps {
  frame: PageFrame;
  status: ErrorStatus;
  /** Code of the error catalogue, shown small for those who ask us. */
  code?: string | undefined;
  /** Number of the request, so that it is found in the log. */
  reference?: string | undefined;
  /** Says more exactly what happened and what to do, in the page's language (a code of the error catalogue). */
  detail?: Children;
  /** Where the search leads; shown on pages that were not found. */
  searchAction?: string | undefined;
  /** A better next step than the first page, e.g. "Neuen Stand laden". */
  action?: { label: string; href: string } | undefined;
  staff?: boolean | undefined;
}

/** Status codes with a page; everything else is 500 (or 400 below it). */
export function errorStatus(status: number): ErrorStatus {
  return errorStatuses.find((known) => known === String(status)) ?? (status >= 500 ? '500' : '400');
}

/** The matter of an error page. Plain words, no blame, no code first; what was saved is said to be saved (WCAG 3.3.3). */
export function ErrorContent(
  props: Omit<ErrorPageProps, 'frame' | 'staff'> & { labels: UiLabels; home: string },
): VNode {
  const { labels, status } = props;
  const words = labels.error[status];
  const action = props.action ?? { label: labels.error.home, href: props.home };
  const search = status === '404' || status === '410' ? props.searchAction : undefined;
  return (
    <Wrap>
      <Top labels={labels} title={words.title} lead={props.detail ?? words.text} />
      <div class="errorpage stack">
        {props.detail ? null : (
          <Prose>
            <p>{words.next}</p>
          </Prose>
        )}
        {search ? <SearchForm labels={labels} action={search} /> : null}
        <p class="btns">
          <Button href={action.href} variant={search ? 'secondary' : 'primary'}>
            {action.label}
          </Button>
        </p>
        <p class="small quiet">
          {labels.error.label} {status}
          {props.code ? `, ${props.code}` : null}.
          {props.reference ? ` ${fill(labels.error.reference, { reference: props.reference })}` : null}
        </p>
      </div>
    </Wrap>
  );
}

/** A whole page for an error, in the frame of every page. */
export function ErrorPage({ frame, staff, ...error }: ErrorPageProps): VNode {
  const { labels } = frame;
  return (
    <PageLayout frame={frame} title={labels.error[error.status].title} staff={staff} noIndex>
      <ErrorContent {...error} labels={labels} home={frame.brand.href} />
    </PageLayout>
  );
}
