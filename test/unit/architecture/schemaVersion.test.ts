import { expect, it } from 'vitest';
import { migrations } from '../../../src/store/migrations';
import { schemaVersion } from '../../../src/store/schemaVersion';

it('schemaVersion is the number of the steps in migrations', () => {
  expect(schemaVersion).toBe(migrations.length);
});
