// What a browser is called when people look through their sessions: `Firefox, Windows`.

/** The more special ones first: most browsers also claim to be Chrome and Safari. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|HeadlessChrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (list: readonly [RegExp, string][], agent: string) =>
  list.find(([pattern]) => pattern.test(agent))?.[1];

/** @param userAgent the header as it came; only the two names are kept of it. @returns empty for programs and unknown browsers */
export function deviceOf(userAgent: string | string[] | undefined): string {
  if (typeof userAgent !== 'string') return '';
  const agent = userAgent.slice(0, 500);
  return [nameIn(browsers, agent), nameIn(systems, agent)].filter(Boolean).join(', ');
}
