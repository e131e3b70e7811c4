/**
 * antd passes the page's nonce to its own styles, but the scroll lock of dialogs and the measuring of scroll bars
 * (@rc-component/portal, @rc-component/util) create style elements without one, which the CSP refuses. Every style element
 * that a script of this page makes gets the nonce; foreign markup gains nothing, because scripts need no such leave.
 */
export function giveStylesTheNonce(nonce: string): void {
  if (nonce === "") return;
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
