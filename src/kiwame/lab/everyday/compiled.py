"""Errors of Java (Spring, Hibernate), Kotlin, C# (ASP.NET, EF Core), Go and Rust applications, as their runtimes word them."""

from kiwame.lab.everyday.row import Row, rows

_JAVA = rows(
    "java",
    """
unhandled_exception | java.lang.NullPointerException | Cannot invoke "<<one String.length()|com.example.shop.Order.getTotal()|java.util.List.size()>>" because "<<one name|order|this.items>>" is null
unhandled_exception | java.lang.IllegalArgumentException | <<one Total must not be negative|No enum constant com.example.shop.State.PAYED|Page size must not be less than one>>
unhandled_exception | java.lang.IllegalStateException | <<one Order is already paid|Cannot call sendError() after the response has been committed>>
unhandled_exception | java.lang.IndexOutOfBoundsException | Index <<n 1 9>> out of bounds for length <<n 0 1>>
unhandled_exception | java.lang.ArrayIndexOutOfBoundsException | Index 3 out of bounds for length 3
unhandled_exception | java.lang.ClassCastException | class java.lang.Integer cannot be cast to class java.lang.String (java.lang.Integer and java.lang.String are in module java.base of loader 'bootstrap')
unhandled_exception | java.lang.NumberFormatException | For input string: "<<one abc|12,50|>>"
unhandled_exception | java.lang.ArithmeticException | / by zero
unhandled_exception | java.lang.StackOverflowError | <<one |null>>
unhandled_exception | java.lang.UnsupportedOperationException | <<one |null>>
unhandled_exception | java.util.NoSuchElementException | No value present
unhandled_exception | java.util.ConcurrentModificationException | <<one |null>>
unhandled_exception | java.io.FileNotFoundException | /srv/shop/<<one prices|export>>.csv (No such file or directory)
unhandled_exception | java.time.format.DateTimeParseException | Text '<<day>>x' could not be parsed, unparsed text found at index 10
unhandled_exception | java.util.UnknownFormatConversionException | Conversion = 'q'
unhandled_exception | org.springframework.web.bind.MethodArgumentNotValidException | Validation failed for argument [0] in com.example.shop.OrderController.create: [Field error in object 'order' on field 'quantity': rejected value [-1]]
unhandled_exception | org.springframework.web.method.annotation.MethodArgumentTypeMismatchException | Failed to convert value of type 'java.lang.String' to required type 'java.lang.Long'; For input string: "new"
unhandled_exception | org.springframework.http.converter.HttpMessageNotReadableException | JSON parse error: Cannot deserialize value of type `int` from String "many": not a valid `int` value
unhandled_exception | org.springframework.web.HttpRequestMethodNotSupportedException | Request method 'POST' is not supported
unhandled_exception | org.springframework.web.servlet.resource.NoResourceFoundException | No static resource favicon.ico.
unhandled_exception | org.thymeleaf.exceptions.TemplateInputException | An error happened during template parsing (template: "class path resource [templates/order.html]")
unhandled_exception | com.fasterxml.jackson.databind.exc.InvalidDefinitionException | No serializer found for class com.example.shop.Order$Lazy and no properties discovered to create BeanSerializer
unhandled_exception | org.hibernate.LazyInitializationException | failed to lazily initialize a collection of role: com.example.shop.Order.items: could not initialize proxy - no Session
unhandled_exception | jakarta.persistence.EntityNotFoundException | Unable to find com.example.shop.Customer with id <<n 1 9999>>
unhandled_exception | kotlin.UninitializedPropertyAccessException | lateinit property <<one adapter|viewModel>> has not been initialized
database | org.springframework.dao.DataIntegrityViolationException | could not execute statement [ERROR: duplicate key value violates unique constraint "orders_number_key"]
database | org.hibernate.exception.SQLGrammarException | could not prepare statement [Table "COUPONS" not found]
database | org.springframework.orm.ObjectOptimisticLockingFailureException | Row was updated or deleted by another transaction (or unsaved-value mapping was incorrect) : [com.example.shop.Order#<<n 1 999>>]
database | org.springframework.dao.CannotAcquireLockException | could not execute statement [Deadlock found when trying to get lock; try restarting transaction]
database | org.flywaydb.core.api.exception.FlywayValidateException | Validate failed: Migrations have failed validation
configuration | org.springframework.beans.factory.UnsatisfiedDependencyException | Error creating bean with name 'orderService': Unsatisfied dependency expressed through constructor parameter 0
configuration | org.springframework.beans.factory.NoSuchBeanDefinitionException | No qualifying bean of type 'com.example.shop.MailSender' available: expected at least 1 bean which qualifies as autowire candidate.
configuration | java.lang.IllegalArgumentException | Could not resolve placeholder '<<one mail.host|shop.currency>>' in value "${mail.host}"
configuration | org.springframework.boot.web.server.PortInUseException | Port 8080 is already in use
missing_dependency | java.lang.ClassNotFoundException | org.postgresql.Driver
missing_dependency | java.lang.NoClassDefFoundError | org/apache/commons/lang3/StringUtils
version_incompatibility | java.lang.NoSuchMethodError | 'void org.slf4j.Logger.info(java.lang.String)'
version_incompatibility | java.lang.UnsupportedClassVersionError | com/example/shop/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0
resource_exhausted | java.lang.OutOfMemoryError | <<one Java heap space|GC overhead limit exceeded|Metaspace|unable to create native thread: possibly out of memory or process/resource limits reached>>
pool_timeout | java.sql.SQLTransientConnectionException | HikariPool-1 - Connection is not available, request timed out after 30000ms.
connection_refused | java.net.ConnectException | Connection refused<<one |: connect>>
dns_failure | java.net.UnknownHostException | <<one db.internal|mail.example.com>>: Name or service not known
read_timeout | java.net.SocketTimeoutException | Read timed out
connect_timeout | java.net.SocketTimeoutException | <<one connect timed out|Connect timed out>>
connection_reset | java.net.SocketException | Connection reset
tls_error | javax.net.ssl.SSLHandshakeException | PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
code_other | org.springframework.security.access.AccessDeniedException | Access Denied
""",
)
_CSHARP = rows(
    "csharp",
    """
unhandled_exception | System.NullReferenceException | Object reference not set to an instance of an object.
unhandled_exception | System.ArgumentNullException | Value cannot be null. (Parameter '<<one source|order|path1>>')
unhandled_exception | System.ArgumentOutOfRangeException | Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')
unhandled_exception | System.InvalidOperationException | Sequence contains <<one no elements|more than one element|no matching element>>
unhandled_exception | System.InvalidCastException | Unable to cast object of type 'System.String' to type 'System.Int32'.
unhandled_exception | System.FormatException | The input string '<<one abc|12,5>>' was not in a correct format.
unhandled_exception | System.IndexOutOfRangeException | Index was outside the bounds of the array.
unhandled_exception | System.DivideByZeroException | Attempted to divide by zero.
unhandled_exception | System.Collections.Generic.KeyNotFoundException | The given key '<<one total|email>>' was not present in the dictionary.
unhandled_exception | System.ObjectDisposedException | Cannot access a disposed object. Object name: 'ShopContext'.
unhandled_exception | System.IO.FileNotFoundException | Could not find file '/app/<<one prices|logo>>.json'.
unhandled_exception | System.NotImplementedException | The method or operation is not implemented.
unhandled_exception | System.Text.Json.JsonException | The JSON value could not be converted to System.Decimal. Path: $.price | LineNumber: 0 | BytePositionInLine: 14.
unhandled_exception | Microsoft.AspNetCore.Http.BadHttpRequestException | Failed to bind parameter "int id" from "new".
unhandled_exception | AutoMapper.AutoMapperMappingException | Missing type map configuration or unsupported mapping.
configuration | System.InvalidOperationException | Unable to resolve service for type 'Shop.IMailSender' while attempting to activate 'Shop.OrderController'.
configuration | System.InvalidOperationException | The ConnectionString property has not been initialized.
database | Microsoft.EntityFrameworkCore.DbUpdateException | An error occurred while saving the entity changes. See the inner exception for details.
database | Microsoft.Data.SqlClient.SqlException | Cannot insert duplicate key row in object 'dbo.Orders' with unique index 'IX_Orders_Number'.
database | Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException | The database operation was expected to affect 1 row(s), but actually affected 0 row(s)
database | Npgsql.PostgresException | 42P01: relation "coupons" does not exist
async_misuse | System.InvalidOperationException | A second operation was started on this context instance before a previous operation completed.
missing_dependency | System.IO.FileNotFoundException | Could not load file or assembly 'Newtonsoft.Json, Version=13.0.0.0'. The system cannot find the file specified.
missing_dependency | System.DllNotFoundException | Unable to load shared library 'libgdiplus' or one of its dependencies.
version_incompatibility | System.MissingMethodException | Method not found: 'Void Shop.Mail.Send(System.String)'.
resource_exhausted | System.OutOfMemoryException | Exception of type 'System.OutOfMemoryException' was thrown.
connection_refused | System.Net.Sockets.SocketException | Connection refused
timeout_other | System.Threading.Tasks.TaskCanceledException | A task was canceled.
code_other | System.UnauthorizedAccessException | Attempted to perform an unauthorized operation.
""",
)
_GO = rows(
    "go",
    """
unhandled_exception | runtime.errorString | runtime error: invalid memory address or nil pointer dereference
unhandled_exception | runtime.boundsError | runtime error: index out of range [<<n 1 9>>] with length <<n 0 1>>
unhandled_exception | runtime.boundsError | runtime error: slice bounds out of range [:<<n 5 9>>] with capacity 3
unhandled_exception | runtime.plainError | assignment to entry in nil map
unhandled_exception | *runtime.TypeAssertionError | interface conversion: interface {} is nil, not string
unhandled_exception | - | panic: send on closed channel
unhandled_exception | - | fatal error: all goroutines are asleep - deadlock!
unhandled_exception | - | fatal error: concurrent map writes
unhandled_exception | *strconv.NumError | strconv.Atoi: parsing "<<one abc|12a>>": invalid syntax
unhandled_exception | *json.UnmarshalTypeError | json: cannot unmarshal string into Go struct field Order.total of type float64
unhandled_exception | *fs.PathError | open /srv/shop/<<one config|prices>>.json: no such file or directory
unhandled_exception | template.ExecError | template: order.html:<<n 1 60>>:12: executing "order.html" at <.Total>: can't evaluate field Total in type main.Order
unhandled_exception | *time.ParseError | parsing time "<<day>>" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"
database | *pq.Error | pq: duplicate key value violates unique constraint "orders_pkey"
database | *pgconn.PgError | ERROR: column "colour" does not exist (SQLSTATE 42703)
database | *mysql.MySQLError | Error 1062 (23000): Duplicate entry '<<n 100 999>>' for key 'orders.PRIMARY'
database | *errors.errorString | sql: no rows in result set
database | - | sql: transaction has already been committed or rolled back
configuration | - | required environment variable "<<one DATABASE_DSN|LISTEN_ADDR>>" is not set
configuration | *net.OpError | listen tcp :8080: bind: address already in use
missing_dependency | - | cmd/orders.go:8:2: no required module provides package github.com/lib/pq; to add it: go get github.com/lib/pq
resource_exhausted | - | accept tcp [::]:8080: accept4: too many open files
resource_exhausted | - | write /var/lib/shop/export.csv: no space left on device
connection_refused | *net.OpError | dial tcp <<one 127.0.0.1:5432|10.0.0.8:6379>>: connect: connection refused
connect_timeout | *net.OpError | dial tcp 10.0.0.<<n 2 200>>:5432: i/o timeout
dns_failure | *net.DNSError | lookup <<one db|mail.example.com>> on 10.0.0.2:53: no such host
timeout_other | context.deadlineExceededError | context deadline exceeded
""",
)
_RUST = rows(
    "rust",
    """
unhandled_exception | - | thread 'main' panicked at src/<<one main|orders>>.rs:<<n 10 300>>:<<n 5 40>>:⏎called `Option::unwrap()` on a `None` value
unhandled_exception | - | thread 'tokio-runtime-worker' panicked at src/cart.rs:<<n 10 300>>:9:⏎index out of bounds: the len is 3 but the index is <<n 3 9>>
unhandled_exception | - | called `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }
unhandled_exception | - | thread 'main' panicked at 'attempt to subtract with overflow', src/stock.rs:<<n 10 90>>:13
unhandled_exception | - | already borrowed: BorrowMutError
configuration | - | called `Result::unwrap()` on an `Err` value: NotPresent: DATABASE_URL must be set
async_misuse | - | there is no reactor running, must be called from the context of a Tokio 1.x runtime
database | sqlx::Error | error returned from database: relation "orders" does not exist
""",
)

ROWS: tuple[Row, ...] = (*_JAVA, *_CSHARP, *_GO, *_RUST)
