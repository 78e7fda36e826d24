"""What the application's own databases, caches and brokers say through Python's clients: reached but failing, or not reached."""

from kiwame.lab.everyday.row import rows

ROWS = rows(
    "python",
    """
database | django.db.utils.IntegrityError | UNIQUE constraint failed: shop_<<one order.number|customer.email>>
database | django.db.utils.IntegrityError | NOT NULL constraint failed: shop_order.customer_id
database | django.db.utils.OperationalError | no such <<one table: shop_coupon|column: shop_order.colour>>
database | django.db.utils.ProgrammingError | relation "shop_<<one coupon|basket>>" does not exist⏎LINE 1: SELECT COUNT(*) FROM "shop_coupon"
database | django.db.utils.DataError | value too long for type character varying(<<n 10 200>>)
database | django.db.transaction.TransactionManagementError | An error occurred in the current transaction. You can't execute queries until the end of the 'atomic' block.
database | sqlalchemy.exc.IntegrityError | (psycopg2.errors.ForeignKeyViolation) insert or update on table "orders" violates foreign key constraint "orders_customer_id_fkey"
database | sqlalchemy.exc.ProgrammingError | (psycopg.errors.UndefinedColumn) column "colour" does not exist
database | sqlalchemy.exc.OperationalError | (sqlite3.OperationalError) <<one database is locked|no such table: orders|attempt to write a readonly database|disk I/O error>>
database | sqlalchemy.exc.PendingRollbackError | This Session's transaction has been rolled back due to a previous exception during flush.
database | sqlalchemy.orm.exc.DetachedInstanceError | Parent instance <Order at 0x7f<<hex 10>>> is not bound to a Session; lazy load operation of attribute 'lines' cannot proceed
database | sqlalchemy.exc.NoResultFound | No row was found when one was required
database | sqlalchemy.orm.exc.StaleDataError | UPDATE statement on table 'orders' expected to update 1 row(s); 0 were matched.
database | psycopg2.errors.DeadlockDetected | deadlock detected⏎DETAIL:  Process <<n 100 999>> waits for ShareLock on transaction <<n 1000 9999>>
database | psycopg2.OperationalError | FATAL:  sorry, too many clients already
database | psycopg.errors.QueryCanceled | canceling statement due to statement timeout
database | psycopg2.errors.InsufficientPrivilege | permission denied for table <<one orders|customers>>
database | psycopg2.OperationalError | FATAL:  database "<<one shop|shop_test>>" does not exist
database | sqlite3.OperationalError | <<one database is locked|near "FORM": syntax error|unable to open database file>>
database | sqlite3.IntegrityError | FOREIGN KEY constraint failed
database | pymysql.err.IntegrityError | (1062, "Duplicate entry '<<n 1 999>>' for key 'orders.number'")
database | pymysql.err.OperationalError | (1213, 'Deadlock found when trying to get lock; try restarting transaction')
database | pymongo.errors.DuplicateKeyError | E11000 duplicate key error collection: shop.customers index: email_1
database | redis.exceptions.ResponseError | <<one WRONGTYPE Operation against a key holding the wrong kind of value|OOM command not allowed when used memory exceeds 'maxmemory'.>>
database | redis.exceptions.ReadOnlyError | You can't write against a read only replica.
database | elasticsearch.NotFoundError | NotFoundError(404, 'index_not_found_exception', 'no such index [products]')
database | elasticsearch.BadRequestError | BadRequestError(400, 'search_phase_execution_exception', 'all shards failed')
database | alembic.util.exc.CommandError | Can't locate revision identified by '<<hex 12>>'
connection_refused | django.db.utils.OperationalError | connection to server at "<<one localhost|10.0.0.8|db>>", port 5432 failed: Connection refused⏎	Is the server running on that host and accepting TCP/IP connections?
connection_refused | redis.exceptions.ConnectionError | Error 111 connecting to <<one localhost|redis|10.0.0.9>>:6379. Connection refused.
connection_refused | kombu.exceptions.OperationalError | [Errno 111] Connection refused
connection_refused | ConnectionRefusedError | [Errno 111] Connection refused
connection_refused | pymongo.errors.ServerSelectionTimeoutError | localhost:27017: [Errno 111] Connection refused, Timeout: 30s
connection_reset | redis.exceptions.ConnectionError | Connection closed by server.
connection_reset | sqlalchemy.exc.OperationalError | (psycopg2.OperationalError) server closed the connection unexpectedly⏎	This probably means the server terminated abnormally
connection_reset | pymysql.err.OperationalError | (2006, "MySQL server has gone away (ConnectionResetError(104, 'Connection reset by peer'))")
connection_reset | ConnectionResetError | [Errno 104] Connection reset by peer
dns_failure | redis.exceptions.ConnectionError | Error -2 connecting to <<one cache|redis.internal>>:6379. Name or service not known.
dns_failure | psycopg2.OperationalError | could not translate host name "<<one db|postgres>>" to address: Temporary failure in name resolution
connect_timeout | psycopg2.OperationalError | connection to server at "10.0.0.<<n 2 200>>", port 5432 failed: timeout expired
read_timeout | redis.exceptions.TimeoutError | Timeout reading from socket
pool_timeout | sqlalchemy.exc.TimeoutError | QueuePool limit of size <<n 5 20>> overflow 10 reached, connection timed out, timeout 30.00
pool_timeout | psycopg_pool.PoolTimeout | couldn't get a connection after 30.00 sec
""",
)
