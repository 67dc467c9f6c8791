import { Disposables } from '../../edge/disposables';
import type { Session } from '../../edge/session';
import type { Run } from '../../model/run';
import type { Job } from '../../model/tournament';
import type { Playground } from '../../playground';

/** Tells of each job that has ended in this window, also after the database was opened anew. */
export class EndedJobs extends Disposables {
  private watched: Playground | null = null;
  private stop: () => void = () => undefined;

  constructor(
    private readonly session: Session,
    private readonly ended: (playground: Playground, job: Job, run: Run | null) => void,
  ) {
    super();
    this.own(session.onDidChange(() => this.watch()));
    this.atEnd(() => this.stop());
    this.watch();
  }

  private watch(): void {
    const playground = this.session.current;
    if (playground === this.watched) return;
    this.stop();
    this.watched = playground;
    const stop = playground?.tournaments.onEvent((event) => {
      if (event.type === 'ended') this.ended(playground, event.job, event.run);
    });
    this.stop = stop ?? (() => undefined);
  }
}
