import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server on this machine that counts what crosses it, headers and all. */
export interface CountingWire {
  readonly url: string;
  /** Bytes so far, both ways, and how many connections were made. */
  readonly bytes: () => {
    readonly up: number;
    readonly down: number;
    readonly connections: number;
  };
  readonly close: () => Promise<void>;
}

export async function countingWire(to: string): Promise<CountingWire> {
  const { port, hostname } = new URL(to);
  const open = new Set<Socket>();
  let [up, down, connections] = [0, 0, 0];
  const server = createServer((near) => {
    connections += 1;
    const far = connect(Number(port), hostname);
    near.on('data', (chunk) => {
      up += chunk.length;
    });
    far.on('data', (chunk) => {
      down += chunk.length;
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => ({ up, down, connections }),
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
