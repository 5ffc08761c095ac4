// Lines between a site and central: they count what crosses them, and can be as slow as a real one.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Wire {
  readonly url: string;
  /** Bytes that crossed so far, headers and all, and connections that were made. */
  readonly crossed: () => {
    readonly up: number;
    readonly down: number;
    readonly connections: number;
  };
  /** Cuts what is open: whoever goes on has to connect anew. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
}

export interface Speed {
  /** Each way; nothing is lost, and one way does not slow the other. */
  readonly bitsPerSecond: number;
  /** There and back; half of it each way. A new connection costs one before its first byte. */
  readonly roundTripMs: number;
}

export async function wire(to: string, speed?: Speed): Promise<Wire> {
  const { port, hostname } = new URL(to);
  const open = new Set<Socket>();
  let [up, down, connections] = [0, 0, 0];
  const server = createServer((near) => {
    connections += 1;
    const far = connect(Number(port), hostname);
    near.setNoDelay(true);
    far.setNoDelay(true);
    // NOTE the hand-shake of a new connection is one round trip, in which nothing else can be sent.
    const ready = speed === undefined ? 0 : performance.now() + speed.roundTripMs;
    const carry = (from: Socket, into: Socket, count: (bytes: number) => void) => {
      const line = lineInto(into, speed, ready);
      from.on('data', (chunk: Buffer) => {
        count(chunk.length);
        line(chunk);
      });
      from.on('end', () => line(undefined));
      from.on('error', () => into.destroy());
      from.on('close', () => {
        open.delete(from);
        into.destroy();
      });
      open.add(from);
    };
    carry(near, far, (bytes) => {
      up += bytes;
    });
    carry(far, near, (bytes) => {
      down += bytes;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    crossed: () => ({ up, down, connections }),
    hangUp,
    async close() {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Bytes leave one after another at the speed of the line and arrive half a round trip later. */
function lineInto(
  into: Socket,
  speed: Speed | undefined,
  ready: number,
): (chunk: Buffer | undefined) => void {
  if (speed === undefined) {
    return (chunk) => {
      if (chunk === undefined) into.end();
      else into.write(chunk);
    };
  }
  const bytesPerMs = speed.bitsPerSecond / 8 / 1_000;
  let free = ready;
  const at = (when: number, run: () => void) =>
    setTimeout(run, Math.max(0, when - performance.now()));
  return (chunk) => {
    if (chunk === undefined) {
      at(free + speed.roundTripMs / 2, () => into.end());
      return;
    }
    for (let from = 0; from < chunk.length; from += PACKET) {
      const packet = chunk.subarray(from, from + PACKET);
      free = Math.max(free, performance.now()) + packet.length / bytesPerMs;
      at(free + speed.roundTripMs / 2, () => into.write(packet));
    }
  };
}

/** What a packet carries. */
const PACKET = 1_400;
