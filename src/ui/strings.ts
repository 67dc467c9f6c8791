// The screens' own door to it: what they share with the exports is in the core.
export { fill, translate, type Strings } from '../l10n/strings';
