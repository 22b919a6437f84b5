// Opens the web server of a program of its own (witness, registers, payment service): where it can be reached, and its end.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OpenServer {
  /** Without a slash at its end. */
  url: string;
  /** Breaks off what is still being answered. */
  close(): Promise<void>;
}

/**
 * @param port 0: any free one
 * @throws Error of the system when the port is taken or not allowed
 */
export async function openServer(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<OpenServer> {
  // Milliseconds: who sends a question more slowly is cut off.
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: opened } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${opened}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
