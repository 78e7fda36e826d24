"""JavaScript's own errors and those of Node, Express, Next.js, React and what browsers say.

Wordings as V8 (src/common/message-template.h), Node's lib/internal/errors.js, Express 4 and 5, React 18 and Prisma raise them.
"""

from kiwame.lab.everyday.row import rows

ROWS = rows(
    "javascript",
    """
unhandled_exception | TypeError | Cannot read properties of undefined (reading '<<one id|map|length|name|items|user|0|total>>')
unhandled_exception | TypeError | Cannot read properties of null (reading '<<one id|value|addEventListener|style>>')
unhandled_exception | TypeError | Cannot set properties of <<one undefined|null>> (setting '<<one total|innerHTML>>')
unhandled_exception | TypeError | undefined is not an object (evaluating '<<one order.items|this.state.user>>')
unhandled_exception | TypeError | <<one order.total|items.map|cb|callback|res.sned|this.props.onChange>> is not a function
unhandled_exception | TypeError | <<one items|undefined|data.rows>> is not iterable<<one | (cannot read property undefined)>>
unhandled_exception | TypeError | Cannot destructure property '<<one id|data|user>>' of '<<one req.body|undefined|props>>' as it is undefined.
unhandled_exception | TypeError | Converting circular structure to JSON⏎    --> starting at object with constructor 'Socket'⏎    --- property 'parser' closes the circle
unhandled_exception | TypeError | Assignment to constant variable.
unhandled_exception | TypeError | Do not know how to serialize a BigInt
unhandled_exception | TypeError | Cannot mix BigInt and other types, use explicit conversions
unhandled_exception | TypeError [ERR_INVALID_ARG_TYPE] | The "<<one path|data|chunk|string>>" argument must be of type string. Received undefined
unhandled_exception | TypeError [ERR_INVALID_URL] | Invalid URL
unhandled_exception | ReferenceError | <<one order|process|window|document|total>> is not defined
unhandled_exception | ReferenceError | Cannot access '<<one total|router>>' before initialization
unhandled_exception | RangeError | Maximum call stack size exceeded
unhandled_exception | RangeError | Invalid array length
unhandled_exception | RangeError | Invalid time value
unhandled_exception | RangeError | toFixed() digits argument must be between 0 and 100
unhandled_exception | SyntaxError | Unexpected token '<<one }|o|u>>', "<<one [object Obj|undefined|oops>>"... is not valid JSON
unhandled_exception | SyntaxError | Unexpected end of JSON input
unhandled_exception | SyntaxError | Expected property name or '}' in JSON at position <<n 1 40>> (line 1 column <<n 2 40>>)
unhandled_exception | SyntaxError | Invalid regular expression: /<<one (|[a-/>>: Unterminated group
unhandled_exception | URIError | URI malformed
unhandled_exception | Error | Route.<<one get|post>>() requires a callback function but got a [object Undefined]
unhandled_exception | Error [ERR_HTTP_HEADERS_SENT] | Cannot set headers after they are sent to the client
unhandled_exception | Error | ENOENT: no such file or directory, open '<<one /srv/shop/uploads/1.png|config/prices.json>>'
unhandled_exception | Error | EACCES: permission denied, open '/var/log/shop.log'
unhandled_exception | Error | EISDIR: illegal operation on a directory, read
unhandled_exception | Error | Failed to lookup view "<<one order|about>>" in views directory "/srv/shop/views"
unhandled_exception | AssertionError [ERR_ASSERTION] | Expected values to be strictly equal:⏎⏎<<n 1 9>> !== <<n 10 19>>⏎
unhandled_exception | PayloadTooLargeError | request entity too large
unhandled_exception | ValidationError | Order validation failed: total: Cast to Number failed for value "<<one abc|NaN>>" (type string) at path "total"
unhandled_exception | CastError | Cast to ObjectId failed for value "<<one undefined|new>>" (type string) at path "_id" for model "Order"
unhandled_exception | ZodError | [⏎  {⏎    "code": "invalid_type",⏎    "expected": "number",⏎    "received": "undefined",⏎    "path": [ "quantity" ],⏎    "message": "Required"⏎  }⏎]
unhandled_exception | UnhandledPromiseRejection | This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "<<one undefined|null>>".
unhandled_exception | Invariant Violation | Minified React error #<<n 30 425>>; visit https://react.dev/errors/<<n 30 425>> for the full message
unhandled_exception | Error | Objects are not valid as a React child (found: object with keys {id, name}). If you meant to render a collection of children, use an array instead.
unhandled_exception | Error | Hydration failed because the server rendered HTML didn't match the client. As a result this tree will be regenerated on the client.
unhandled_exception | Error | Rendered more hooks than during the previous render.
unhandled_exception | Error | Too many re-renders. React limits the number of renders to prevent an infinite loop.
unhandled_exception | Error | Element type is invalid: expected a string (for built-in components) or a class/function (for composite components) but got: undefined.
unhandled_exception | ChunkLoadError | Loading chunk <<n 1 90>> failed.⏎(error: https://shop.example.com/static/js/<<n 1 90>>.<<hex 8>>.chunk.js)
unhandled_exception | NotFoundError | Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.
unhandled_exception | QuotaExceededError | Failed to execute 'setItem' on 'Storage': Setting the value of 'cart' exceeded the quota.
unhandled_exception | NotAllowedError | play() failed because the user didn't interact with the document first.
unhandled_exception | SecurityError | Failed to read the 'localStorage' property from 'Window': Access is denied for this document.
unhandled_exception | - | ResizeObserver loop completed with undelivered notifications.
unhandled_exception | - | Script error.
unhandled_exception | PrismaClientValidationError | Invalid `prisma.order.create()` invocation:⏎⏎Argument `customer` is missing.
unhandled_exception | JsonWebTokenError | jwt malformed
configuration | PrismaClientInitializationError | error: Environment variable not found: DATABASE_URL.
configuration | Error | Missing required environment variable: <<one REDIS_URL|SESSION_NAME|MAIL_FROM>>
configuration | Error | listen EADDRINUSE: address already in use :::<<n 3000 9000>>
configuration | Error | No default engine was specified and no extension was provided.
configuration | Error | Cannot find any configuration for environment "<<one staging|live>>"
missing_dependency | Error | Cannot find module '<<one express|sharp|pg|./orders|lodash>>'⏎Require stack:⏎- /srv/shop/index.js
missing_dependency | Error [ERR_MODULE_NOT_FOUND] | Cannot find package '<<one zod|dotenv|pino>>' imported from /srv/shop/dist/server.mjs
missing_dependency | Error | Module not found: Error: Can't resolve '<<one fs|crypto|./Cart>>' in '/srv/shop/src'
version_incompatibility | Error [ERR_REQUIRE_ESM] | require() of ES Module /srv/shop/node_modules/<<one chalk|nanoid>>/index.js from /srv/shop/app.js not supported.
version_incompatibility | SyntaxError | The requested module '<<one react-router-dom|uuid>>' does not provide an export named '<<one useHistory|default>>'
version_incompatibility | Error | The module '/srv/shop/node_modules/bcrypt/lib/binding/bcrypt.node' was compiled against a different Node.js version using NODE_MODULE_VERSION <<n 93 108>>.
version_incompatibility | TypeError | <<one crypto.randomUUID|Object.groupBy|structuredClone>> is not a function
sdk_misuse | SyntaxError | Cannot use import statement outside a module
sdk_misuse | Error | Invalid hook call. Hooks can only be called inside of the body of a function component.
sdk_misuse | Error [ERR_STREAM_WRITE_AFTER_END] | write after end
async_misuse | SyntaxError | await is only valid in async functions and the top level bodies of modules
async_misuse | Error [ERR_UNHANDLED_REJECTION] | A promise was settled more than once
resource_exhausted | - | FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
resource_exhausted | Error | EMFILE: too many open files, open '/srv/shop/static/<<n 1 99>>.png'
resource_exhausted | Error | ENOSPC: <<one no space left on device, write|System limit for number of file watchers reached>>
database | SequelizeUniqueConstraintError | Validation error
database | SequelizeForeignKeyConstraintError | insert or update on table "orders" violates foreign key constraint "orders_customer_fkey"
database | MongoServerError | E11000 duplicate key error collection: shop.customers index: email_1 dup key: { email: "<<person>>" }
database | MongooseError | Operation `orders.find()` buffering timed out after 10000ms
database | PrismaClientKnownRequestError | Invalid `prisma.customer.create()` invocation:⏎⏎Unique constraint failed on the fields: (`email`)
database | QueryFailedError | ER_NO_SUCH_TABLE: Table 'shop.coupons' doesn't exist
database | error | duplicate key value violates unique constraint "customers_email_key"
database | error | column "<<one colour|total>>" does not exist
database | error | deadlock detected
code_other | ForbiddenError | invalid csrf token
code_other | NotFoundError | Not Found
code_other | UnauthorizedError | No session was found for this page
connection_refused | Error | connect ECONNREFUSED <<one 127.0.0.1:5432|127.0.0.1:6379|10.0.0.8:3306|::1:27017>>
dns_failure | Error | getaddrinfo <<one ENOTFOUND|EAI_AGAIN>> <<one db.internal|mail.example.com|carrier.example.net>>
connection_reset | Error | read ECONNRESET
connection_reset | Error | socket hang up
read_timeout | AxiosError | timeout of <<n 1000 30000>>ms exceeded
network_other | AxiosError | Network Error
network_other | TypeError | Failed to fetch
network_other | TypeError | Load failed
network_other | TypeError | NetworkError when attempting to fetch resource.
timeout_other | TimeoutError | The operation was aborted due to timeout
internal_error | AxiosError | Request failed with status code 500
bad_gateway | AxiosError | Request failed with status code 502
service_unavailable | AxiosError | Request failed with status code 503
""",
)
