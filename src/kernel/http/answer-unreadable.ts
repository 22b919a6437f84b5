// What could not even be read as a request (headers too large, too slow, no HTTP): a short page in all languages, as nobody knows whose it is.
import type { Socket } from 'node:net';
import { errorCatalogue } from '../errors.ts';
import { languages, locales } from '../i18n/texts.ts';
import { kernelTexts } from '../texts/kernel-texts.ts';

const reasons: Record<string, 'HEADERS_TOO_LARGE' | 'REQUEST_TIMEOUT'> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

/** Answers on the bare connection and ends it. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const code = reasons[error.code ?? ''] ?? 'BAD_REQUEST';
  const status = errorCatalogue().find((each) => each.code === code)?.status ?? 400;
  const sentences = languages.map(
    (language) => `<p lang="${locales[language]}">${kernelTexts(language)(`error.${code}`)}</p>`,
  );
  const body = `<!doctype html><html lang="de-CH"><head><meta charset="utf-8"><title>${code}</title></head><body><h1>${code} (${status})</h1>${sentences.join('')}</body></html>`;
  socket.end(
    [
      `HTTP/1.1 ${status} ${code}`,
      'content-type: text/html; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      "content-security-policy: default-src 'none'",
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
