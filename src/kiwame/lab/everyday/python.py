"""Python's own errors and those of Django, Flask, FastAPI, Celery and the libraries that most applications use.

Wordings as CPython 3.10 to 3.13 (Objects/, Python/ceval.c, Lib/), Django 5, Werkzeug 3, Pydantic 2 and Celery 5 raise them.
"""

from kiwame.lab.everyday.row import rows

ROWS = rows(
    "python",
    """
unhandled_exception | KeyError | '<<one customer_id|total|items|address|user|0|price|name|shipping>>'
unhandled_exception | KeyError | <<n 1 9000>>
unhandled_exception | AttributeError | 'NoneType' object has no attribute '<<one id|get|email|strip|name|total|split|group>>'
unhandled_exception | AttributeError | '<<one dict|list|str|int|Order|Customer|QuerySet|tuple>>' object has no attribute '<<one items|append|price|lower|keys|customer|save>>'
unhandled_exception | TypeError | unsupported operand type(s) for <<one +|-|*|+=|/>>: '<<one int|NoneType|str|float|Decimal>>' and '<<one str|NoneType|list|float>>'
unhandled_exception | TypeError | '<<one NoneType|int|function|method>>' object is not <<one subscriptable|iterable|callable>>
unhandled_exception | TypeError | can only concatenate str (not "<<one int|NoneType|float>>") to str
unhandled_exception | TypeError | <<one total|create_order|send|Invoice.__init__>>() missing <<n 1 2>> required positional argument: '<<one amount|user|order>>'
unhandled_exception | TypeError | <<one total|create_order|ship>>() takes <<n 1 3>> positional arguments but <<n 4 5>> were given
unhandled_exception | TypeError | Object of type <<one Decimal|datetime|set|UUID|Customer>> is not JSON serializable
unhandled_exception | TypeError | int() argument must be a string, a bytes-like object or a real number, not '<<one NoneType|list|dict>>'
unhandled_exception | TypeError | '<' not supported between instances of '<<one NoneType|str>>' and 'int'
unhandled_exception | TypeError | cannot unpack non-iterable <<one NoneType|int>> object
unhandled_exception | TypeError | can't compare offset-naive and offset-aware datetimes
unhandled_exception | TypeError | list indices must be integers or slices, not str
unhandled_exception | ValueError | invalid literal for int() with base 10: '<<one abc|12.5|N/A|None>>'
unhandled_exception | ValueError | could not convert string to float: '<<one n/a|1,204|abc>>'
unhandled_exception | ValueError | not enough values to unpack (expected <<n 2 4>>, got 1)
unhandled_exception | ValueError | too many values to unpack (expected <<n 2 3>>)
unhandled_exception | ValueError | time data '<<day>>' does not match format '%d.%m.%Y'
unhandled_exception | ValueError | substring not found
unhandled_exception | ValueError | list.remove(x): x not in list
unhandled_exception | ValueError | badly formed hexadecimal UUID string
unhandled_exception | ValueError | Order <<n 100 9999>> is already paid
unhandled_exception | IndexError | list index out of range
unhandled_exception | IndexError | string index out of range
unhandled_exception | IndexError | pop from empty list
unhandled_exception | ZeroDivisionError | <<one division by zero|float division by zero|integer division or modulo by zero>>
unhandled_exception | AssertionError | <<one |expected 3 items|total must be positive>>
unhandled_exception | NameError | name '<<one order|totals|datetime|settings>>' is not defined
unhandled_exception | UnboundLocalError | cannot access local variable '<<one total|result|response>>' where it is not associated with a value
unhandled_exception | RecursionError | maximum recursion depth exceeded<<one | in comparison| while calling a Python object>>
unhandled_exception | RuntimeError | dictionary changed size during iteration
unhandled_exception | RuntimeError | generator raised StopIteration
unhandled_exception | StopIteration | <<one |>>
unhandled_exception | NotImplementedError | <<one |refunds in other currencies>>
unhandled_exception | OverflowError | <<one cannot convert float infinity to integer|date value out of range|Python int too large to convert to C int>>
unhandled_exception | FileNotFoundError | [Errno 2] No such file or directory: '<<one /srv/shop/report.csv|uploads/17.pdf|template.html>>'
unhandled_exception | IsADirectoryError | [Errno 21] Is a directory: '/srv/shop/uploads'
unhandled_exception | FileExistsError | [Errno 17] File exists: 'exports/<<n 100 999>>'
unhandled_exception | PermissionError | [Errno 13] Permission denied: '/var/lib/shop/export.csv'
unhandled_exception | UnicodeDecodeError | 'utf-8' codec can't decode byte 0x<<hex 2>> in position <<n 0 900>>: invalid start byte
unhandled_exception | UnicodeEncodeError | 'latin-1' codec can't encode character '\\u20ac' in position <<n 0 90>>: ordinal not in range(256)
unhandled_exception | json.decoder.JSONDecodeError | Expecting value: line 1 column 1 (char 0)
unhandled_exception | csv.Error | line contains NUL
unhandled_exception | xml.etree.ElementTree.ParseError | not well-formed (invalid token): line <<n 1 40>>, column <<n 1 80>>
unhandled_exception | zipfile.BadZipFile | File is not a zip file
unhandled_exception | decimal.InvalidOperation | [<class 'decimal.ConversionSyntax'>]
unhandled_exception | re.error | unterminated character set at position <<n 0 20>>
unhandled_exception | subprocess.CalledProcessError | Command '['convert', 'in.png', 'out.jpg']' returned non-zero exit status <<n 1 3>>.
unhandled_exception | struct.error | unpack requires a buffer of <<n 4 16>> bytes
unhandled_exception | KeyError | 'Column not found: <<one price|amount>>'
unhandled_exception | pandas.errors.EmptyDataError | No columns to parse from file
unhandled_exception | PIL.UnidentifiedImageError | cannot identify image file <_io.BytesIO object at 0x7f<<hex 10>>>
unhandled_exception | django.core.exceptions.ObjectDoesNotExist | <<one Order|Invoice|Profile>> matching query does not exist.
unhandled_exception | shop.models.Order.DoesNotExist | Order matching query does not exist.
unhandled_exception | shop.models.Customer.MultipleObjectsReturned | get() returned more than one Customer -- it returned <<n 2 9>>!
unhandled_exception | django.core.exceptions.ValidationError | ['“<<one soon|abc>>” value has an invalid date format. It must be in YYYY-MM-DD format.']
unhandled_exception | django.core.exceptions.FieldError | Cannot resolve keyword '<<one colour|adress>>' into field. Choices are: id, name, price
unhandled_exception | django.template.exceptions.TemplateDoesNotExist | shop/<<one cart|order|mail>>.html
unhandled_exception | django.template.exceptions.TemplateSyntaxError | Invalid block tag on line <<n 2 80>>: 'endblok', expected 'endblock'. Did you forget to register or load this tag?
unhandled_exception | django.urls.exceptions.NoReverseMatch | Reverse for '<<one order-detail|profile>>' with arguments '('',)' not found. 1 pattern(s) tried: ['orders/(?P<pk>[0-9]+)/\\\\Z']
unhandled_exception | django.http.request.RawPostDataException | You cannot access body after reading from request's data stream
unhandled_exception | django.http.request.UnreadablePostError | error during read(65536) on wsgi.input
unhandled_exception | django.utils.datastructures.MultiValueDictKeyError | '<<one email|file|page>>'
unhandled_exception | rest_framework.exceptions.ValidationError | {'quantity': [ErrorDetail(string='A valid integer is required.', code='invalid')]}
unhandled_exception | jinja2.exceptions.UndefinedError | '<<one order|user|item>>' is undefined
unhandled_exception | jinja2.exceptions.UndefinedError | 'shop.models.Order object' has no attribute '<<one lines|shipping>>'
unhandled_exception | jinja2.exceptions.TemplateNotFound | mail/<<one receipt|welcome>>.html
unhandled_exception | jinja2.exceptions.TemplateSyntaxError | Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'.
unhandled_exception | werkzeug.routing.exceptions.BuildError | Could not build url for endpoint '<<one shop.order|profile>>'. Did you mean 'shop.orders' instead?
unhandled_exception | werkzeug.exceptions.BadRequestKeyError | 400 Bad Request: The browser (or proxy) sent a request that this server could not understand.⏎KeyError: '<<one email|coupon>>'
unhandled_exception | werkzeug.exceptions.UnsupportedMediaType | 415 Unsupported Media Type: Did not attempt to load JSON data because the request Content-Type was not 'application/json'.
unhandled_exception | fastapi.exceptions.ResponseValidationError | <<n 1 4>> validation error:⏎  {'type': 'missing', 'loc': ('response', 'total'), 'msg': 'Field required', 'input': {'id': <<n 1 999>>}}
unhandled_exception | fastapi.exceptions.RequestValidationError | [{'type': 'int_parsing', 'loc': ('path', 'order_id'), 'msg': 'Input should be a valid integer, unable to parse string as an integer'}]
unhandled_exception | pydantic_core._pydantic_core.ValidationError | <<n 1 3>> validation error for <<one Order|Customer|Address>>⏎price⏎  Input should be a valid decimal [type=decimal_type, input_value=None, input_type=NoneType]
unhandled_exception | celery.exceptions.MaxRetriesExceededError | Can't retry shop.tasks.<<one resize|send_mail>>[<<uuid>>] args:(<<n 1 99>>,) kwargs:{}
unhandled_exception | kombu.exceptions.EncodeError | Object of type <<one Order|datetime>> is not JSON serializable
unhandled_exception | smtplib.SMTPRecipientsRefused | {'<<one nobody|test>>@example.com': (550, b'5.1.1 User unknown')}
unhandled_exception | concurrent.futures._base.CancelledError | <<one |>>
unhandled_exception | ExceptionGroup | unhandled errors in a TaskGroup (<<n 1 4>> sub-exceptions)
unhandled_exception | BrokenPipeError | [Errno 32] Broken pipe
configuration | django.core.exceptions.ImproperlyConfigured | The SECRET_KEY setting must not be empty.
configuration | django.core.exceptions.ImproperlyConfigured | Requested setting <<one DATABASES|CACHES|INSTALLED_APPS>>, but settings are not configured. You must either define the environment variable DJANGO_SETTINGS_MODULE or call settings.configure() before accessing settings.
configuration | django.core.exceptions.DisallowedHost | Invalid HTTP_HOST header: 'shop.example.com'. You may need to add 'shop.example.com' to ALLOWED_HOSTS.
configuration | RuntimeError | Model class shop.models.Order doesn't declare an explicit app_label and isn't in an application in INSTALLED_APPS.
configuration | KeyError | '<<one DATABASE_URL|REDIS_URL|MAIL_HOST|SHOP_BUCKET>>'
configuration | ValueError | Invalid value for setting <<one WORKERS|PORT|TIMEZONE>>: '<<one many|auto>>'
configuration | pydantic_core._pydantic_core.ValidationError | 1 validation error for Settings⏎database_url⏎  Field required [type=missing, input_value={}, input_type=dict]
configuration | configparser.NoSectionError | No section: '<<one database|mail>>'
configuration | celery.exceptions.NotRegistered | 'shop.tasks.<<one export|resize>>'
configuration | RuntimeError | The session is unavailable because no secret key was set.  Set the secret_key on the application to something unique and secret.
missing_dependency | ModuleNotFoundError | No module named '<<one psycopg2|celery|openpyxl|PIL|yaml|redis|boto3>>'
missing_dependency | ImportError | lxml not found, please install it
missing_dependency | ImportError | Missing optional dependency 'openpyxl'.  Use pip or conda to install openpyxl.
version_incompatibility | ImportError | cannot import name '<<one url|force_text|Markup|Mapping|escape>>' from '<<one django.conf.urls|django.utils.encoding|flask|collections|jinja2>>' (/usr/lib/python3.12/site-packages/<<one django|flask|jinja2>>/__init__.py)
version_incompatibility | AttributeError | module '<<one numpy|pandas|collections|jwt>>' has no attribute '<<one float|bool|Callable|decode_complete>>'
version_incompatibility | TypeError | <<one Client|Session|Redis>>.__init__() got an unexpected keyword argument '<<one proxies|retry_on_timeout|encoding>>'
version_incompatibility | ValueError | numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject
sdk_misuse | RuntimeError | Working outside of <<one application|request>> context.⏎⏎This typically means that you attempted to use functionality that needed the current application.
sdk_misuse | TypeError | <<one get|filter|render>>() got an unexpected keyword argument '<<one colour|where>>'
sdk_misuse | RuntimeError | Session is closed
async_misuse | django.core.exceptions.SynchronousOnlyOperation | You cannot call this from an async context - use a thread or sync_to_async.
async_misuse | RuntimeError | asyncio.run() cannot be called from a running event loop
async_misuse | RuntimeError | Event loop is closed
async_misuse | RuntimeError | There is no current event loop in thread '<<one ThreadPoolExecutor-0_0|Thread-3>>'.
async_misuse | RuntimeError | Task <Task pending name='Task-<<n 1 90>>'> got Future <Future pending> attached to a different loop
async_misuse | TypeError | object <<one dict|list|Order>> can't be used in 'await' expression
async_misuse | TypeError | 'coroutine' object is not <<one subscriptable|iterable>>
async_misuse | RuntimeWarning | coroutine '<<one send_mail|load>>' was never awaited
resource_exhausted | MemoryError | <<one |Unable to allocate 7.3 GiB for an array with shape (40000, 4096) and data type float64>>
resource_exhausted | OSError | [Errno 28] No space left on device<<one |: '/var/lib/shop/tmp'>>
resource_exhausted | OSError | [Errno 24] Too many open files<<one |: 'static/logo.png'>>
resource_exhausted | RuntimeError | can't start new thread
resource_exhausted | BlockingIOError | [Errno 11] Resource temporarily unavailable
resource_exhausted | billiard.exceptions.WorkerLostError | Worker exited prematurely: signal 9 (SIGKILL) Job: <<n 1 900>>.
code_other | django.core.exceptions.PermissionDenied | <<one |Only staff may see this page>>
code_other | werkzeug.exceptions.NotFound | 404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.
code_other | werkzeug.exceptions.Forbidden | 403 Forbidden: You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.
code_other | django.http.response.Http404 | No <<one Order|Product>> matches the given query.
code_other | django.security.csrf | Forbidden (CSRF token missing.): /<<one cart|login>>/
code_other | - | Payment of order <<n 1000 9999>> was declined twice, the order is held
code_other | - | Stock of article <<n 100 999>> fell below zero
code_other | - | Coupon <<b32 6>> was used more often than allowed
code_other | - | <<person>> tried to open an order of another customer
code_other | - | Import of <<n 10 900>> products finished with <<n 1 9>> skipped lines
timeout_other | celery.exceptions.SoftTimeLimitExceeded | SoftTimeLimitExceeded()
timeout_other | celery.exceptions.TimeLimitExceeded | TimeLimitExceeded(<<n 30 600>>,)
timeout_other | subprocess.TimeoutExpired | Command '['pdftotext', 'in.pdf']' timed out after <<n 5 60>> seconds
timeout_other | asyncio.exceptions.TimeoutError | <<one |took longer than 20 seconds>>
""",
)
