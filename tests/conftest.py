pytest_plugins = ["tests.template_database", "tests.factories.cast"]
