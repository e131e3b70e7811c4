/** The page asks main for a port: nothing that is sent instead may raise main's own error dialog. */
import type { BrowserWindow, IpcMainEvent } from "electron";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { connectChannel, portChannel } from "../../electron/channels.ts";
import { answerPage } from "../../electron/ipc.ts";
import { pageUrl } from "../../electron/page.ts";
import type { Supervisor } from "../../electron/supervisor.ts";

const listeners = vi.hoisted(() => new Map<string, (event: unknown, input: unknown) => void>());
vi.mock("electron", () => ({
  ipcMain: {
    on: (channel: string, listener: (event: unknown, input: unknown) => void) => listeners.set(channel, listener),
    handle: () => {},
  },
  ...Object.fromEntries(
    [
      "app",
      "BrowserWindow",
      "clipboard",
      "dialog",
      "Menu",
      "MessageChannelMain",
      "net",
      "protocol",
      "shell",
      "session",
    ].map((name) => [name, {}]),
  ),
}));

const port = {};
const postMessage = vi.fn<(channel: string, nonce: unknown, ports: unknown[]) => void>();
const connect = vi.fn(() => port);
const nonce = "0123456789abcdef0123";
const page = { url: pageUrl, parent: null };

/** What main does with a message from a frame of the window. */
function sent(input: unknown, { frame = page, sender }: { frame?: object | null; sender?: object } = {}): void {
  const webContents = { postMessage };
  answerPage(
    () => ({ webContents }) as unknown as BrowserWindow,
    () => ({ connect }) as unknown as Supervisor,
    { dataDirs: () => [], places: vi.fn<never>(), remember: () => {}, setLanguage: () => {} },
  );
  const event = { sender: sender ?? webContents, senderFrame: frame } as unknown as IpcMainEvent;
  listeners.get(connectChannel)?.(event, input);
}

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(console, "error").mockImplementation(() => {});
});

describe("页面向主进程要连接", () => {
  test("自己的页面拿到一个", () => {
    sent(nonce);
    expect(postMessage).toHaveBeenCalledExactlyOnceWith(portChannel, nonce, [port]);
  });

  test.each([[undefined], [null], [42], [""], ["short"], ["x".repeat(65)], [{ nonce }], [[nonce]]])(
    "口令 %j 不对：不连接，也不弹出错误窗口",
    (input) => {
      expect(() => sent(input)).not.toThrow();
      expect(connect).not.toHaveBeenCalled();
    },
  );

  test.each([
    ["别的网页", { frame: { url: "https://example.com/", parent: null } }],
    ["页面里嵌的网页", { frame: { url: pageUrl, parent: page } }],
    ["正在关闭的页面", { frame: null }],
    ["别的窗口", { sender: { postMessage } }],
  ])("%s：不连接，也不弹出错误窗口", (_name, from) => {
    expect(() => sent(nonce, from)).not.toThrow();
    expect(connect).not.toHaveBeenCalled();
  });

  test("页面的框架已经没有了，一问就出错：不弹出错误窗口", () => {
    const frame = {
      parent: null,
      get url(): string {
        throw new Error("Render frame was disposed before WebFrameMain could be accessed");
      },
    };
    expect(() => sent(nonce, { frame })).not.toThrow();
    expect(connect).not.toHaveBeenCalled();
  });

  test("后台起不来：不弹出错误窗口", () => {
    connect.mockImplementationOnce(() => {
      throw new Error("no service");
    });
    expect(() => sent(nonce)).not.toThrow();
    expect(postMessage).not.toHaveBeenCalled();
  });
});
