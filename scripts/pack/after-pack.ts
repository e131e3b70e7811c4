/**
 * electron-builder's hook (`afterPack` in electron-builder.yml), between the packing of a folder and the making of an
 * installer from it: nothing is made of a program that could not open its database, or whose fuses are open.
 */
import { join } from "node:path";
import type { Processor, System, Target } from "./binary.ts";
import { driverFaults, openFuses, type PackedApp } from "./inspect.ts";

/** `Arch` of builder-util, by number. */
const processors: Readonly<Record<number, Processor>> = { 0: "ia32", 1: "x64", 2: "arm", 3: "arm64" };
const systems: Readonly<Record<string, System>> = { linux: "linux", win32: "win32", darwin: "darwin", mas: "darwin" };

/** What the hook uses of electron-builder's `AfterPackContext`. */
export interface PackContext {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly arch: number;
  /** Of a folder alone it is one named `dir`. */
  readonly targets: readonly { readonly name: string }[];
  readonly packager: {
    readonly appInfo: { readonly productFilename: string };
    readonly executableName?: string;
    readonly config: { readonly electronFuses?: unknown };
    generateFuseConfig(fuses: unknown): Promise<unknown>;
    addElectronFuses(context: PackContext, fuses: unknown): Promise<unknown>;
  };
}

/** @throws Error naming every fault, which ends electron-builder before an installer is made */
export default async function afterPack(context: PackContext): Promise<void> {
  const app = packedApp(context);
  const faults = [...driverFaults(app)];
  // electron-builder sets them after this hook and before the installer, without a hook in between; setting them twice is
  // setting them once.
  const { packager } = context;
  const fuses = packager.config.electronFuses ?? null;
  if (fuses !== null) await packager.addElectronFuses(context, await packager.generateFuseConfig(fuses));
  if (isForInstaller(context)) faults.push(...openFuses(app.program).map(fuseFault));
  if (faults.length > 0)
    throw new Error(`the packed program is wrong, nothing is made of it:\n- ${faults.join("\n- ")}`);
}

export const fuseFault = (fuse: string): string =>
  `the fuse ${fuse} does not stand as shipped: a test driver's program is never made into an installer`;

const isForInstaller = ({ targets }: PackContext): boolean => targets.some(({ name }) => name !== "dir");

function packedApp({ appOutDir, electronPlatformName, arch, packager }: PackContext): PackedApp {
  const { productFilename } = packager.appInfo;
  const target = targetFor(electronPlatformName, arch);
  if (target.system === "darwin") {
    const folder = join(appOutDir, `${productFilename}.app`, "Contents");
    return { folder, target, program: join(folder, "Frameworks/Electron Framework.framework/Electron Framework") };
  }
  const program = target.system === "win32" ? `${productFilename}.exe` : (packager.executableName ?? productFilename);
  return { folder: appOutDir, target, program: join(appOutDir, program) };
}

/** @throws Error for a system or a processor that the program is not made for */
function targetFor(platform: string, arch: number): Target {
  const system = systems[platform];
  const processor = processors[arch];
  if (system === undefined || processor === undefined)
    throw new Error(`nothing is packed for ${platform}, arch ${arch}`);
  return { system, processor };
}
