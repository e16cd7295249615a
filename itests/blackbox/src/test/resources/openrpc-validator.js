// node openrpc-validator.js FILE: ends with 1 and says why when the OpenRPC document in FILE does not validate
const fs = require('fs');
const Ajv = require('ajv');
const jsonSchema = require('@json-schema-tools/meta-schema');
const { openrpcDocument } = require('@open-rpc/meta-schema');

const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addMetaSchema({ ...(jsonSchema.default || jsonSchema), $schema: undefined }, 'https://meta.json-schema.tools');
const validate = ajv.compile({ ...openrpcDocument, $schema: undefined });
if (!validate(JSON.parse(fs.readFileSync(process.argv[2])))) {
  console.error(JSON.stringify(validate.errors, null, 2));
  process.exit(1);
}
