import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between a site and central that can be pulled out and put back. */
export interface Cable {
  readonly url: string;
  readonly pull: () => void;
  readonly plug: () => void;
  readonly close: () => Promise<void>;
}

/** Lays a cable to a server on this machine. While it is pulled, connections are cut and new ones refused. */
export async function layCable(to: string): Promise<Cable> {
  const { port } = new URL(to);
  const open = new Set<Socket>();
  let plugged = true;
  const server = createServer((near) => {
    if (!plugged) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      // NOTE a cut line is what a cable is for; both ends notice by the other being gone.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pull() {
      plugged = false;
      cut();
    },
    plug() {
      plugged = true;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
