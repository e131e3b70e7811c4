/**
 * The proxy of this PC's system, as Chromium finds it. The window's own session has none on purpose (`network.ts`), so that another
 * one is asked, through which no page is ever loaded. A script that has to be fetched from a server by name is not found there: that
 * proxy is typed by hand.
 */
import { session, type Session } from "electron";
import { proxyFromBrowser } from "../db/network/proxy.ts";

let asked: Promise<Session> | null = null;

async function open(): Promise<Session> {
  const opened = session.fromPartition("system-proxy", { cache: false });
  await opened.setProxy({ mode: "system" });
  return opened;
}

/** @returns its URL; null for a direct line */
export async function systemProxy(address: string): Promise<string | null> {
  asked ??= open();
  return proxyFromBrowser(await (await asked).resolveProxy(address));
}
