/**
 * Connections that have proved nothing, against whoever opens many and says little: they are few, short-lived, and the oldest gives way
 * to a new one, so that an honest station always finds room (it proves its key within a second).
 */
import type { Server } from "node:https";
import type { Socket } from "node:net";
import type { ReceiverLimits } from "./limits.ts";

export interface Connections {
  /** The caller on this connection has proved a key. */
  proved(socket: Socket): void;
  readonly count: number;
  close(): void;
}

/** The TCP connection and the TLS one on it are two objects with the same ends. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress ?? ""} ${remotePort ?? 0}`;

export function guardConnections(server: Server, limits: ReceiverLimits): Connections {
  const open = new Set<Socket>();
  /** In the order in which they came. */
  const unproved = new Map<string, { readonly socket: Socket; readonly until: number }>();

  server.maxConnections = limits.connections;
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    const name = nameOf(socket);
    unproved.set(name, { socket, until: performance.now() + limits.provingMs });
    socket.once("close", () => {
      open.delete(socket);
      unproved.delete(name);
    });
    if (unproved.size <= limits.unproved) return;
    const [oldest] = unproved.values();
    oldest?.socket.destroy();
  });
  const look = setInterval(() => {
    const now = performance.now();
    for (const { socket, until } of unproved.values()) if (until < now) socket.destroy();
  }, 1_000);
  look.unref();

  return {
    proved: (socket) => void unproved.delete(nameOf(socket)),
    get count() {
      return open.size;
    },
    close: () => {
      clearInterval(look);
      for (const socket of open) socket.destroy();
    },
  };
}
