// Patchbay in a page. What is exported here stays; what the other files export besides may change.
export { Gateway } from './patchbay/gateway.js';
export { Endpoint } from './patchbay/endpoint.js';
export { Patchbay } from './patchbay/node.js';
export { PatchbayError } from './patchbay/error.js';
