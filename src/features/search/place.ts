import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import { Disposables } from '../../edge/disposables';
import { SearchView, type SearchViewDeps, type Wanted } from './panel';

/** Where the search is in the side bar: VS Code makes its view when it is first shown, and again when it was moved. */
export class SearchPlace extends Disposables {
  private view: SearchView | null = null;
  private wanted: Wanted | null = null;

  constructor(deps: Omit<SearchViewDeps, 'takeWanted' | 'gone'>) {
    super();
    this.own(
      vscode.window.registerWebviewViewProvider(SearchView.viewType, {
        resolveWebviewView: async (view) => {
          // When it cannot be opened the page says so, with a way to try again.
          await deps.ready().catch(() => undefined);
          this.view = new SearchView(view, {
            ...deps,
            takeWanted: () => this.takeWanted(),
            gone: (gone) => {
              if (this.view === gone) this.view = null;
            },
          });
        },
      }),
    );
  }

  /** Shows the view with the keyboard in its query, which is selected, or replaced where a text is given. */
  async type(text: string | null): Promise<void> {
    this.wanted = { text };
    await runCommand('llp.search.focus');
    this.view?.typeNow();
  }

  private takeWanted(): Wanted | null {
    const { wanted } = this;
    this.wanted = null;
    return wanted;
  }
}
