// What the operator's log says of a request: never an address as it was typed.
import type { FastifyRequest } from 'fastify';

/**
 * Addresses hold codes of sign-ins, tokens of requests to wallets, references of cases and what people search for; so the log has
 * the pattern of the route, and of an address that has none the path without its query.
 */
export const loggedRequest = ({ method, routeOptions, url, ip }: FastifyRequest) => ({
  method,
  url: routeOptions.url ?? url.split('?')[0],
  remoteAddress: ip,
});
