"""What services that shops use (mail, payment, storage, maps, carriers) answer to ordinary applications, and how calls to them fail."""

from kiwame.lab.everyday.row import rows

ROWS = rows(
    "python",
    """
connection_refused | requests.exceptions.ConnectionError | HTTPConnectionPool(host='<<one carrier.internal|127.0.0.1>>', port=<<n 3000 9000>>): Max retries exceeded with url: /rates (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f<<hex 10>>>: Failed to establish a new connection: [Errno 111] Connection refused'))
dns_failure | requests.exceptions.ConnectionError | HTTPSConnectionPool(host='carrier.example.net', port=443): Max retries exceeded with url: /rates (Caused by NameResolutionError("Failed to resolve 'carrier.example.net' ([Errno -2] Name or service not known)"))
read_timeout | requests.exceptions.ReadTimeout | HTTPSConnectionPool(host='carrier.example.net', port=443): Read timed out. (read timeout=<<n 2 30>>)
connect_timeout | requests.exceptions.ConnectTimeout | HTTPSConnectionPool(host='carrier.example.net', port=443): Max retries exceeded with url: /rates (Caused by ConnectTimeoutError('Connection to carrier.example.net timed out. (connect timeout=<<n 2 9>>)'))
tls_error | requests.exceptions.SSLError | HTTPSConnectionPool(host='carrier.example.net', port=443): Max retries exceeded (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired')))
connection_reset | requests.exceptions.ConnectionError | ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))
stream_interrupted | requests.exceptions.ChunkedEncodingError | ("Connection broken: IncompleteRead(<<n 100 900>> bytes read, <<n 1000 9000>> more expected)", IncompleteRead())
malformed_response | requests.exceptions.JSONDecodeError | Expecting value: line 1 column 1 (char 0)
internal_error | requests.exceptions.HTTPError | 500 Server Error: Internal Server Error for url: https://carrier.example.net/rates
bad_gateway | requests.exceptions.HTTPError | 502 Server Error: Bad Gateway for url: https://carrier.example.net/rates
service_unavailable | requests.exceptions.HTTPError | 503 Server Error: Service Unavailable for url: https://maps.example.net/route
gateway_timeout | requests.exceptions.HTTPError | 504 Server Error: Gateway Time-out for url: https://maps.example.net/route
rate_limit_other | requests.exceptions.HTTPError | 429 Client Error: Too Many Requests for url: https://maps.example.net/route
endpoint_not_found | requests.exceptions.HTTPError | 404 Client Error: Not Found for url: https://carrier.example.net/v3/rates
authentication_other | requests.exceptions.HTTPError | 401 Client Error: Unauthorized for url: https://carrier.example.net/rates
permission_denied | requests.exceptions.HTTPError | 403 Client Error: Forbidden for url: https://carrier.example.net/rates
invalid_request_other | requests.exceptions.HTTPError | 400 Client Error: Bad Request for url: https://carrier.example.net/rates
invalid_request_other | requests.exceptions.HTTPError | 422 Client Error: Unprocessable Entity for url: https://carrier.example.net/parcels
connection_refused | ConnectionRefusedError | [Errno 111] Connect call failed ('127.0.0.1', <<n 25 9000>>)
connection_refused | smtplib.SMTPServerDisconnected | Connection refused
connection_reset | smtplib.SMTPServerDisconnected | Connection unexpectedly closed
invalid_api_key | smtplib.SMTPAuthenticationError | (535, b'5.7.8 Error: authentication failed: bad username or password')
permission_denied | botocore.exceptions.ClientError | An error occurred (AccessDenied) when calling the <<one PutObject|GetObject>> operation: Access Denied
missing_credentials | botocore.exceptions.NoCredentialsError | Unable to locate credentials
invalid_request_other | botocore.exceptions.ClientError | An error occurred (NoSuchBucket) when calling the PutObject operation: The specified bucket does not exist
invalid_request_other | stripe.InvalidRequestError | Request req_<<b62 14>>: No such payment_intent: 'pi_<<b62 20>>'
invalid_request_other | stripe.CardError | Request req_<<b62 14>>: Your card has insufficient funds.
invalid_request_other | stripe.CardError | Request req_<<b62 14>>: Your card's expiration year is invalid.
requests_limit | stripe.RateLimitError | Request req_<<b62 14>>: Request rate limit exceeded.
invalid_api_key | stripe.AuthenticationError | Invalid API Key provided: sk_live_****<<b62 4>>
invalid_api_key | twilio.base.exceptions.TwilioRestException | HTTP 401 error: Unable to create record: Authenticate
invalid_parameter_value | twilio.base.exceptions.TwilioRestException | HTTP 400 error: Unable to create record: The 'To' number +1555<<digits 6>> is not a valid phone number.
invalid_api_key | slack_sdk.errors.SlackApiError | The request to the Slack API failed. The server responded with: {'ok': False, 'error': 'invalid_auth'}
rate_limit_other | github.GithubException.RateLimitExceededException | 403 {"message": "API rate limit exceeded for installation ID <<n 1000 9999>>."}
""",
)
