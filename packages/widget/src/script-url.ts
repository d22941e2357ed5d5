/** Where this script came from; read while it runs for the first time, because later nobody knows. */
const script = document.currentScript as HTMLScriptElement | null;

/** Address of a file that is served beside the script-tag file. */
export function fileBeside(path: string): string {
  return new URL(path, script?.src ?? document.baseURI).href;
}
