// How long a request for the E-ID lives, how large what comes from outside may be, and the names of the standards' versions.

/** Time to take out one's telephone, read what is asked and agree. Another five minutes later nothing of the request is left. */
export const requestSeconds = 5 * 60;
/** How often the page looks whether the answer has come. */
export const refreshSeconds = 4;
/** Clocks of telephones may be off by this much. */
export const skewSeconds = 60;
/** A key binding is made for a request, so it is never older than one. */
export const keyBindingSeconds = requestSeconds + skewSeconds;

/** Characters of an encrypted answer: a handful of claims; pictures are not asked for. */
export const largestResponse = 64 * 1024;
/** Bytes of a DID log or status list. The federal registry allows lists of 200 kB (Swiss Profile VC, section 13). */
export const largestDocument = 512 * 1024;
/** Milliseconds until a registry counts as unreachable. */
export const registryTimeout = 5000;
/** Seconds that keys and status lists are kept at most, however long their issuer allows. */
export const longestCache = 15 * 60;

/** Version of the Swiss Profile, in the header of each request (Swiss Profile Verification, section 5). */
export const profileVersion = 'swiss-profile-verification:1.0.0';
/** Fixed audience of requests to wallets that are not known beforehand (OpenID4VP 1.0, section 5.8). */
export const anyWallet = 'https://self-issued.me/v2';
/** Prefix that says what the client id is (OpenID4VP 1.0, section 5.9.3). */
export const clientIdPrefix = 'decentralized_identifier:';
/** Claim that only verifiers with an authorisation of their own may ask for (Swiss Profile Trust, "Protected fields"). */
export const protectedClaim = 'personal_administrative_number';
