from podworko.diagnosis import budgets_urls

app_name = "diagnosis"
urlpatterns = [*budgets_urls.urlpatterns]
