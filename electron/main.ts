/** The main process: window, menu, single instance. It brokers ports to the service and waits on no database. */
import { app, dialog, type BrowserWindow } from "electron";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { closeFolder, privateFolder } from "../db/files/access.ts";
import { lostChannel } from "./channels.ts";
import { startFailure } from "./emergency-texts.ts";
import {
  backupSeconds,
  findDataPlaces,
  rememberFolder,
  sendSeconds,
  sysrootArgument,
  type DataPlaces,
} from "./host/paths.ts";
import { readLanguage, rememberLanguage, systemLocale, type Language } from "./host/language.ts";
import type { HostOptions } from "./host/service-options.ts";
import { answerPage } from "./ipc.ts";
import { lockDownContents } from "./lockdown.ts";
import { openLog } from "./log.ts";
import { setApplicationMenu } from "./menu.ts";
import { closeDefaultSession, closeNetwork } from "./network.ts";
import { registerScheme, servePage } from "./page.ts";
import { systemProxy } from "./system-proxy.ts";
import { startSupervisor, type Supervisor } from "./supervisor.ts";
// oxlint-disable-next-line import/default -- electron-vite builds the file apart and answers with its path
import ledgerReader from "../db/spreadsheet/read-worker.ts?modulePath";
// oxlint-disable-next-line import/default -- the same
import receiver from "../db/receiver/worker.ts?modulePath";
// oxlint-disable-next-line import/default -- the same
import serviceEntry from "./service.ts?modulePath";
import { openWindow } from "./window.ts";

/** A running import or export may end; a hung one must not keep the PC from shutting down. */
const closeLimit = 10_000;
const out = join(import.meta.dirname, "..");

const prepared = preparePlaces();
// The lock lies in userData, so there is one a data folder.
if (prepared !== null && app.requestSingleInstanceLock()) run(prepared);
else app.quit();

/** Null, after telling the user, when not even the shell's own folder can be made. */
function preparePlaces(): DataPlaces | null {
  let userData: string | null = null;
  try {
    const args = process.argv.slice(1);
    const found = findDataPlaces(args, process.env);
    ({ userData } = found);
    backupSeconds(args);
    sendSeconds(args);
    mkdirSync(found.userData, { recursive: true, mode: privateFolder });
    closeFolder(found.userData);
    app.setPath("userData", found.userData);
    return found;
  } catch (error) {
    const { title, text } = startFailure(error, readLanguage(userData, systemLocale()));
    dialog.showErrorBox(title, text);
    process.exitCode = 1;
    return null;
  }
}

function run(places: DataPlaces): void {
  const { userData } = places;
  const args = process.argv.slice(1);
  // Moves on when the page has chosen or moved the data: a service that is started again opens that folder.
  let dataDir = places.dataDir;
  const log = openLog(join(userData, "logs"));
  process.on("uncaughtExceptionMonitor", (error) => log(error.stack ?? error.message));
  let window: BrowserWindow | null = null;
  let supervisor: Supervisor | null = null;
  let isClosed = false;

  registerScheme();
  // It would also take --no-sandbox from the service's command line, without which nothing starts as root (CI).
  if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
  lockDownContents();
  closeNetwork();

  const language = (): Language => readLanguage(userData, systemLocale());

  const hostOptions = (): HostOptions => ({
    dir: dataDir,
    version: app.getVersion(),
    sampleDir: places.sampleDir,
    isChosen: places.origin === "chosen",
    backupSeconds: backupSeconds(args),
    sendSeconds: sendSeconds(args),
    sysroot: sysrootArgument(args),
    ledgerReader,
    receiver,
  });

  const startService = (): Supervisor =>
    startSupervisor({
      entry: serviceEntry,
      args: () => ["--options", JSON.stringify(hostOptions())],
      systemProxy,
      onLost: () => window?.webContents.send(lostChannel),
      log,
    });

  function open(): void {
    window = openWindow({
      preload: join(out, "preload/preload.cjs"),
      userData,
      devTools: !app.isPackaged,
      language,
      log,
    });
    window.once("closed", () => (window = null));
  }

  app.on("second-instance", () => {
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  app.on("window-all-closed", () => app.quit());
  app.on("will-quit", (event) => {
    if (isClosed || supervisor === null) return;
    event.preventDefault();
    void supervisor.close(closeLimit).finally(() => {
      isClosed = true;
      app.quit();
    });
  });

  void app.whenReady().then(() => {
    log(`started ${app.getVersion()}`);
    closeDefaultSession();
    servePage(join(out, "renderer"));
    answerPage(
      () => window,
      () => (supervisor ??= startService()),
      {
        dataDirs: () => [dataDir, places.sampleDir],
        places: () => ({ origin: places.origin, usual: places.dataDir }),
        remember: (folder) => {
          rememberFolder(places, folder);
          if (places.origin !== "named") dataDir = folder;
        },
        setLanguage: (said) => rememberLanguage(userData, said),
      },
    );
    // The page's process starts first, then the service's beside it, which opens the database while the window comes up.
    open();
    supervisor ??= startService();
    setApplicationMenu(language());
  });
}
