export { comparisonSchema, readComparison, together, type Preference } from './comparison';
export { comparisonMessages, pointsMessages, type Message } from './messages';
export { itemsOf, proposalSchema, readProposal, type ItemProposal, type ReadProposal } from './proposal';
