export { connectVendor, type VendorAccess } from './connection/connect.ts';
export { followPages, nextFromLink } from './follow-pages.ts';
export { droppedWarning } from './list-of.ts';
export { type Requester, readOptions } from './read-options.ts';
export { createListReader, createVendorReader, type Query } from './vendor-reader.ts';
