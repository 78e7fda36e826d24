"""Errors of PHP (Laravel, Symfony, WordPress) and Ruby (Rails, Sidekiq) applications, as their runtimes word them."""

from kiwame.lab.everyday.row import Row, rows

_PHP = rows(
    "php",
    """
unhandled_exception | Error | Call to a member function <<one format|save|toArray>>() on null
unhandled_exception | Error | Call to undefined <<one method App\\Models\\Order::totl|function mb_strlen>>()
unhandled_exception | Error | Class "App\\Services\\<<one Invoices|Mailing>>" not found
unhandled_exception | TypeError | App\\Cart::add(): Argument #1 ($quantity) must be of type int, string given, called in /srv/shop/app/Cart.php on line <<n 10 300>>
unhandled_exception | TypeError | count(): Argument #1 ($value) must be of type Countable|array, null given
unhandled_exception | ErrorException | Undefined <<one variable $total|array key "price"|property: stdClass::$email|offset: 3>>
unhandled_exception | ErrorException | Attempt to read property "<<one name|id>>" on null
unhandled_exception | ErrorException | Division by zero
unhandled_exception | DivisionByZeroError | Division by zero
unhandled_exception | ErrorException | file_get_contents(/srv/shop/<<one prices|feed>>.xml): Failed to open stream: No such file or directory
unhandled_exception | ErrorException | Array to string conversion
unhandled_exception | ErrorException | unserialize(): Error at offset <<n 0 90>> of <<n 91 400>> bytes
unhandled_exception | ArgumentCountError | Too few arguments to function App\\Mail\\Receipt::__construct(), 0 passed and exactly 1 expected
unhandled_exception | ParseError | syntax error, unexpected token "}", expecting ";"
unhandled_exception | InvalidArgumentException | View [<<one orders.show|mail.receipt>>] not found.
unhandled_exception | Illuminate\\Database\\Eloquent\\ModelNotFoundException | No query results for model [App\\Models\\Order] <<n 1 9999>>
unhandled_exception | Illuminate\\Validation\\ValidationException | The <<one email|quantity>> field is required.
unhandled_exception | Illuminate\\Routing\\Exceptions\\UrlGenerationException | Missing required parameter for [Route: orders.show] [URI: orders/{order}] [Missing parameter: order].
unhandled_exception | Symfony\\Component\\HttpKernel\\Exception\\MethodNotAllowedHttpException | The GET method is not supported for route cart. Supported methods: POST.
unhandled_exception | Twig\\Error\\RuntimeError | Variable "<<one order|lines>>" does not exist.
configuration | RuntimeException | No application encryption key has been specified.
configuration | Illuminate\\Contracts\\Container\\BindingResolutionException | Target [App\\Contracts\\Carrier] is not instantiable while building [App\\Http\\Controllers\\OrderController].
configuration | InvalidArgumentException | Database connection [<<one mysql_read|tenant>>] not configured.
database | Illuminate\\Database\\QueryException | SQLSTATE[42S22]: Column not found: 1054 Unknown column 'colour' in 'field list'
database | Illuminate\\Database\\QueryException | SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry '<<n 1 999>>' for key 'orders.number'
database | PDOException | SQLSTATE[42S02]: Base table or view not found: 1146 Table 'shop.coupons' doesn't exist
database | PDOException | SQLSTATE[40001]: Serialization failure: 1213 Deadlock found when trying to get lock; try restarting transaction
connection_refused | PDOException | SQLSTATE[HY000] [2002] Connection refused
connection_refused | RedisException | Connection refused
resource_exhausted | Symfony\\Component\\ErrorHandler\\Error\\FatalError | Allowed memory size of 134217728 bytes exhausted (tried to allocate <<n 4096 90000>> bytes)
timeout_other | Symfony\\Component\\ErrorHandler\\Error\\FatalError | Maximum execution time of <<n 30 60>> seconds exceeded
code_other | Illuminate\\Auth\\Access\\AuthorizationException | This action is unauthorized.
code_other | Illuminate\\Session\\TokenMismatchException | CSRF token mismatch.
code_other | Symfony\\Component\\HttpKernel\\Exception\\NotFoundHttpException | The route <<one wp-login.php|api/v1/carts>> could not be found.
""",
)
_RUBY = rows(
    "ruby",
    """
unhandled_exception | NoMethodError | undefined method `<<one total|each|name|[]>>' for nil<<one |:NilClass>>
unhandled_exception | NameError | undefined local variable or method `<<one order|totl>>' for an instance of OrdersController
unhandled_exception | NameError | uninitialized constant <<one OrderMailer|Shop::Cart>>
unhandled_exception | ArgumentError | wrong number of arguments (given <<n 0 1>>, expected 2)
unhandled_exception | ArgumentError | <<one invalid date|comparison of NilClass with Integer failed|invalid value for Integer(): "abc">>
unhandled_exception | TypeError | <<one nil can't be coerced into Integer|no implicit conversion of Symbol into Integer|String can't be coerced into Float>>
unhandled_exception | ZeroDivisionError | divided by 0
unhandled_exception | KeyError | key not found: :<<one total|email>>
unhandled_exception | FrozenError | can't modify frozen String: "<<one paid|open>>"
unhandled_exception | SystemStackError | stack level too deep
unhandled_exception | Errno::ENOENT | No such file or directory @ rb_sysopen - /srv/shop/<<one prices|export>>.csv
unhandled_exception | ActiveRecord::RecordNotFound | Couldn't find Order with 'id'=<<n 1 9999>>
unhandled_exception | ActiveRecord::RecordInvalid | Validation failed: <<one Email has already been taken|Quantity must be greater than 0>>
unhandled_exception | ActionController::ParameterMissing | param is missing or the value is empty: order
unhandled_exception | ActionView::Template::Error | undefined method `<<one name|total>>' for nil
unhandled_exception | ActionView::MissingTemplate | Missing template orders/show with {:locale=>[:en], :formats=>[:html]}
unhandled_exception | JSON::ParserError | unexpected token at '<<one |oops>>'
unhandled_exception | Encoding::UndefinedConversionError | "\\xE2" from ASCII-8BIT to UTF-8
database | ActiveRecord::RecordNotUnique | PG::UniqueViolation: ERROR:  duplicate key value violates unique constraint "index_customers_on_email"
database | ActiveRecord::StatementInvalid | PG::UndefinedColumn: ERROR:  column orders.colour does not exist
database | ActiveRecord::PendingMigrationError | Migrations are pending. To resolve this issue, run: bin/rails db:migrate
database | ActiveRecord::Deadlocked | PG::TRDeadlockDetected: ERROR:  deadlock detected
pool_timeout | ActiveRecord::ConnectionTimeoutError | could not obtain a connection from the pool within 5.000 seconds (waited 5.0<<n 1 90>> seconds); all pooled connections were in use
connection_refused | Redis::CannotConnectError | Connection refused - connect(2) for 127.0.0.1:6379
missing_dependency | LoadError | cannot load such file -- <<one nokogiri|pg|mini_magick>>
configuration | KeyError | key not found: "<<one DATABASE_URL|RAILS_HOST>>"
read_timeout | Net::ReadTimeout | Net::ReadTimeout with #<TCPSocket:(closed)>
connect_timeout | Net::OpenTimeout | execution expired
resource_exhausted | NoMemoryError | failed to allocate memory
code_other | ActionController::RoutingError | No route matches [GET] "/<<one wp-admin|orders/new>>"
code_other | ActionController::InvalidAuthenticityToken | Can't verify CSRF token authenticity.
code_other | Pundit::NotAuthorizedError | not allowed to update? this Order
""",
)

ROWS: tuple[Row, ...] = (*_PHP, *_RUBY)
