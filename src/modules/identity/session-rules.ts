// How long a session, a sign-in under way and a token live, and what their cookies are called.

/** Holds the session's secret; ends with the browser. */
export const sessionCookie = 'session';
/** A session ends after eight hours, a working day, whatever happens (OWASP ASVS 5, 7.3.2) ... */
export const sessionSeconds = 8 * 3600;
/** ... and after half an hour in which nothing was asked (OWASP ASVS 5, 7.3.1). */
export const idleSeconds = 30 * 60;

/** Ties a sign-in to the browser that began it. */
export const signInCookie = 'sign-in';
/** Time to find one's telephone and confirm at the identity provider. */
export const signInSeconds = 15 * 60;

/** Tokens for programs, in demonstrations. */
export const tokenSeconds = 8 * 3600;

/** Clocks of several machines may differ by so much. */
const clockSkew = 60_000;

/**
 * What began after this was begun by a clock that has been set back since: nobody can say how old it is, so it counts as ended.
 */
export const latestBegin = (now: Date): Date => new Date(now.getTime() + clockSkew);
