"""What to do when the application's own code, configuration, dependencies or data stores are at fault."""

from kiwame.core.taxonomy import Reason
from kiwame.playbooks.playbook import N_, Playbook

PLAYBOOKS = {
    Reason.UNHANDLED_EXCEPTION: Playbook(
        headline=(
            N_("The application fails with {error} in {place}"),
            N_("The application fails with {error}"),
            N_("The application's own code fails"),
        ),
        cause=(N_("The application's code met a value or a state that it does not handle."),),
        actions=(
            (
                N_("Open {place}, and handle the value that the message names."),
                N_("Open the topmost frame of the application, and handle the value that the message names."),
            ),
            (N_("Check whether it began with a release: compare first seen with the last deploy."),),
            (N_("Add a test with this input."),),
        ),
    ),
    Reason.SDK_MISUSE: Playbook(
        headline=(
            N_("The {library} library is called in a wrong way"),
            N_("A client library is called in a wrong way"),
        ),
        cause=(N_("The call does not fit the library's interface in any of its releases."),),
        actions=(
            (N_("Compare the call with the library's documentation: name, arguments, order, kind of client."),),
            (N_("Correct the call, and let a type checker read this file."),),
        ),
    ),
    Reason.MISSING_DEPENDENCY: Playbook(
        headline=(
            N_("The package {package} is not installed"),
            N_("The module {module} is not there"),
            N_("A package or program that the application needs is not installed"),
        ),
        cause=(N_("The environment that runs the application lacks something that it imports or starts."),),
        actions=(
            (
                N_("Add {package} to the requirements, and build the image or environment anew."),
                N_("Install the release of the package that has {module}, or correct the import."),
                N_("Add what is missing to the requirements, and build the image or environment anew."),
            ),
            (N_("Check that the process runs in the environment where it was installed."),),
            (N_("Let CI start the built image once, so that a missing import is seen before deploy."),),
        ),
    ),
    Reason.VERSION_INCOMPATIBILITY: Playbook(
        headline=(
            N_("The installed version of {library} does not fit the code"),
            N_("The installed version of a library does not fit the code"),
        ),
        cause=(N_("A name or argument exists in another release of the package than the installed one."),),
        actions=(
            (N_("Compare the installed version with the one that the code was written for, and pin it."),),
            (N_("Follow the library's migration notes for the changed name or argument."),),
            (N_("Install from a lock file in every environment, so that they have the same versions."),),
        ),
    ),
    Reason.CONFIGURATION: Playbook(
        headline=(
            N_("A setting is missing or wrong: {setting}"),
            N_("A setting of the application is missing or wrong"),
        ),
        cause=(N_("The application was started with a setting that it cannot use."),),
        actions=(
            (
                N_("Set or correct {setting} in the environment of the process that failed."),
                N_("Set or correct the setting that the message names, in the environment that failed."),
            ),
            (N_("Compare with an environment that works: variables, files, mounted secrets."),),
            (N_("Check all settings at start, and refuse to start with a clear message."),),
        ),
    ),
    Reason.DATABASE: Playbook(
        headline=(
            N_("{provider} was reached, and the query or operation failed"),
            N_("The data store was reached, and the query or operation failed"),
        ),
        cause=(N_("The store answers, and refuses or fails: schema, constraint, lock, space or query."),),
        actions=(
            (N_("Read the store's own message: it names the table, constraint, dimension or limit."),),
            (N_("If it began with a deploy, check that migrations ran on this database."),),
            (N_("If it is a lock, space or connection limit, look at the store's load and disk."),),
        ),
    ),
    Reason.RESOURCE_EXHAUSTED: Playbook(
        headline=(N_("The application's machine ran out of memory, disk or files"),),
        cause=(N_("A resource of the machine or container that runs the application is used up."),),
        actions=(
            (N_("Look at memory, disk and open files of the machine at the time of the error."),),
            (N_("Find what grows: unclosed clients and files, unbounded caches, large batches."),),
            (N_("Raise the limit of the container only after that is known."),),
        ),
    ),
    Reason.ASYNC_MISUSE: Playbook(
        headline=(N_("Asynchronous code is used in a wrong way"),),
        cause=(N_("An event loop is closed, nested or missing, or a coroutine was not awaited."),),
        actions=(
            (N_("Await every coroutine, and make one asyncio.run the only way in."),),
            (N_("Make clients inside the loop that uses them, and close them before it ends."),),
            (N_("Inside a running loop, call the asynchronous interface instead of the synchronous one."),),
        ),
    ),
    Reason.CODE_OTHER: Playbook(
        headline=(N_("Something in the application itself is at fault"),),
        cause=(N_("The failure comes from the application's side and fits no common kind."),),
        actions=(
            (N_("Open the topmost frame of the application, and read what it was doing."),),
            (N_("Check whether it began with a release, and what that changed."),),
        ),
    ),
}
