/** Calls that every webview makes of its panel. */
export type CommonHostMethods<Content> = {
  /** The page has its listeners in place and asks for its content. */
  ready: (parameter: null) => Content | Promise<Content>;
  /** Where the keyboard is: outside the page, in it, or in a text field of it. */
  focus: (where: 'none' | 'grid' | 'text') => void;
  /** Ctrl+X, where nothing can be cut: VS Code in a browser leaves that key to the page. */
  exportResults: (parameter: null) => void;
  /** Something in the page failed in a way the person cannot help. */
  failed: (message: string) => void;
};
