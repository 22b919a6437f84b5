// Every error becomes an answer: problem+json (RFC 9457) for programs, a page for people, with the code and what to do.
import type { FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { PersonalDataRefused } from '../db/guard-personal.ts';
import { isUnstorable } from '../db/unstorable.ts';
import { Fault, type FaultPlace } from '../errors.ts';
import type { Language } from '../i18n/texts.ts';
import { kernelTexts } from '../texts/kernel-texts.ts';
import { renderErrorPage } from './error-page.tsx';
import { faultText } from './fault-text.ts';
import { seeOther } from './reply.ts';
import { languageOf, toRequest } from './to-request.ts';
import type { Reply } from './route.ts';

interface ValidationError {
  httpPart: string;
  places: {
    instancePath: string;
    keyword: string;
    message?: string;
    params?: { missingProperty?: string };
  }[];
}

function toFault(app: App, error: unknown, language: Language): Fault {
  if (error instanceof Fault) return error;
  const validation = (error as { validation?: unknown }).validation ?? (error as ValidationError).places;
  if (validation !== undefined) {
    const { places } = error as ValidationError;
    const t = kernelTexts(language);
    const errors = (places ?? []).map((each): FaultPlace => ({
      pointer: `${each.instancePath}${each.params?.missingProperty ? `/${each.params.missingProperty}` : ''}`,
      ...(each.keyword === 'required'
        ? { code: 'ANSWER_REQUIRED', detail: t('place.required') }
        : { code: 'INVALID', detail: t('place.invalid', { why: each.message ?? each.keyword }) }),
    }));
    return new Fault('INVALID', {}, errors);
  }
  // A fault of the program, before anything was shown: the log names the tables and the place, never values.
  if (error instanceof PersonalDataRefused) {
    app.log.error(error, 'personal data refused');
    return new Fault('PERSONAL_DATA_REFUSED');
  }
  const code = (error as { code?: string }).code ?? '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Fault('BODY_TOO_LARGE');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Fault('UNSUPPORTED_MEDIA_TYPE');
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return new Fault('NOT_FOUND');
  const status = (error as { statusCode?: number }).statusCode;
  if (status !== undefined && status >= 400 && status < 500) return new Fault('BAD_REQUEST');
  // The database is away or all its connections are busy: the person may try again.
  if (
    /ECONNREFUSED|ECONNRESET|timeout exceeded when trying to connect|57P0|53300/.test(
      `${code} ${String(error)}`,
    )
  ) {
    app.log.error(error, 'database unavailable');
    return new Fault('UNAVAILABLE');
  }
  if (isUnstorable(error)) return new Fault('BAD_REQUEST');
  app.log.error(error, 'unexpected error');
  return new Fault('INTERNAL');
}

export async function answerFault(app: App, request: FastifyRequest, error: unknown): Promise<Reply> {
  const language = languageOf(request);
  const fault = toFault(app, error, language);
  // RFC 9110: 405 says what is allowed, 401 how to sign in.
  const headers: Record<string, string> = {
    ...(fault.params['allow'] === undefined ? {} : { allow: String(fault.params['allow']) }),
    ...(fault.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    // Otherwise all that was announced, gigabytes perhaps, would still be read (RFC 9110, 15.5.14).
    ...(fault.status === 413 && request.route?.stream ? { connection: 'close' } : {}),
  };
  const path = request.url.split('?')[0] ?? '/';
  const own = request.route?.tellFault?.(fault, { app, language, path, accept: request.headers.accept });
  if (own) return { ...own, headers: { ...own.headers, ...headers } };
  const forProgram =
    request.route?.kind === 'api' ||
    path.startsWith('/api/') ||
    (request.headers.accept ?? '').includes('json');
  if (forProgram) {
    const problem = {
      type: `${app.config.baseUrl}/fehler/${fault.code}`,
      title: faultText(app, language, fault.code),
      status: fault.status,
      code: fault.code,
      ...(fault.params['detail'] === undefined ? {} : { detail: String(fault.params['detail']) }),
      ...(fault.errors.length > 0 ? { errors: fault.errors } : {}),
    };
    return {
      status: fault.status,
      type: 'application/problem+json; charset=utf-8',
      body: JSON.stringify(problem),
      headers,
    };
  }
  if (fault.code === 'SIGN_IN_REQUIRED' && request.method === 'GET') {
    return seeOther(`/anmelden?weiter=${encodeURIComponent(request.url)}`);
  }
  // Who is calling may itself be what failed (database away): then the page shows nobody as signed in.
  request.identified ??= await toRequest.identify(app, request).catch(() => undefined as never);
  const page = renderErrorPage(app, request, fault, language);
  return { ...page, headers: { ...headers, ...page.headers } };
}
