"""Rules for ordinary web applications: a framework's own classes and words, which no model or provider ever raises.

They stand early in the table, so that a template, a route, a form or a field is not read as one of a prompt.
`FRAMEWORK` by class and by words.
"""

from kiwame.core.taxonomy import Reason
from kiwame.decide.rules.rule import rule

R = Reason

FRAMEWORK = (
    rule("code.framework_store", R.DATABASE, 0.92,
        "classes of ORMs on a broken constraint",
        classes=("sequelizeuniqueconstrainterror", "sequelizeforeignkeyconstrainterror", "recordnotunique",
                 "uniqueconstraintviolationexception", "foreignkeyconstraintviolationexception"), status=(0, 500)),
    rule("code.framework_class", R.UNHANDLED_EXCEPTION, 0.92,
        "classes of Django, Flask, Express, Mongoose, Spring, Thymeleaf, Rails, Laravel and Symfony",
        classes=("noreversematch", "templatedoesnotexist", "fielderror", "fielddoesnotexist", "rawpostdataexception",
                 "suspiciousfileoperation", "disallowedredirect", "disallowedhost", "appregistrynotready",
                 "builderror", "multererror", "casterror", "beancreationexception", "nosuchbeandefinitionexception",
                 "unsatisfieddependencyexception", "beancurrentlyincreationexception",
                 "httpmessagenotreadableexception", "httpmessagenotwritableexception",
                 "httprequestmethodnotsupportedexception", "httpmediatypenotsupportedexception",
                 "methodargumentnotvalidexception", "methodargumenttypemismatchexception",
                 "missingservletrequestparameterexception", "noresourcefoundexception", "nohandlerfoundexception",
                 "templateinputexception", "templateprocessingexception", "lazyinitializationexception",
                 "parametermissing", "invalidauthenticitytoken", "missingtemplate", "unknownformat", "routingerror",
                 "methodnotallowedhttpexception", "notfoundhttpexception", "tokenmismatchexception",
                 "modelnotfoundexception", "bindingresolutionexception", "massassignmentexception",
                 "routenotfoundexception", "viewexception"), unless=("api key", "llm", "openai", "prompt"),
        status=(0, 404, 405, 500)),
    rule("code.framework_said", R.UNHANDLED_EXCEPTION, 0.92,
        "Django, Express, React, Rails, Twig and XML parsers in their own words",
        says=("did you forget to register or load this tag", "cannot resolve keyword", "cannot set headers after",
              "requires a callback function but got", "undefined local variable or method",
              "working outside of application context", "working outside of request context",
              "not well-formed (invalid token)", "error resolving template", "could not build url for endpoint",
              "no route matches", "could not find a matching route", "html.twig", ".blade.php", ".html.erb",
              "the csrf token is invalid", "csrf token mismatch", "csrf verification failed",
              "rendered more hooks than", "invalid hook call"), unless=("api key", "llm", "openai", "prompt"),
        status=(0, 403, 404, 419, 500)),
)  # fmt: skip
